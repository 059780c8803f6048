namespace StackExchange.Redis;

public sealed class ConfigurationOptions
{
    public bool AbortOnConnectFail { get; set; }
    public int AsyncTimeout { get; set; }
    public int ConnectTimeout { get; set; }
    public bool Ssl { get; set; }
    public int SyncTimeout { get; set; }
    public static ConfigurationOptions Parse(string configuration) => throw null!;
}
