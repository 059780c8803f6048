using FunctionApp.Core.Storage;
using FunctionApp.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Azure.Hosting;

[TestClass]
public sealed class AzureServicesTests
{
    [TestMethod]
    public void Without_a_storage_account_the_app_does_not_start()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Services([]));

        Assert.Contains("Media__blobServiceUri", error.Message);
    }

    [TestMethod]
    [DataRow("Media", "UseDevelopmentStorage=true")]
    [DataRow("Media:blobServiceUri", "https://account.blob.core.windows.net")]
    public void A_storage_account_is_named_by_a_connection_string_or_an_endpoint(string setting, string value)
        => Assert.Contains(service => service.ServiceType == typeof(IBlobStore), Services(new() { [setting] = value, ["Media:clientId"] = "" }));

    [TestMethod]
    public async Task The_length_of_a_request_is_left_to_who_reads_it()
    {
        await using var provider = Services(new() { ["Media"] = "UseDevelopmentStorage=true" }).BuildServiceProvider();

        Assert.IsNull(provider.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
    }

    private static ServiceCollection Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddAzureHost(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services;
    }
}
