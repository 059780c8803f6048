using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace FunctionApp.Tests.Support;

/// <summary>The embedded host as users run it: a process of its own, which can be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    /// <summary>The host's executable: what FUNCTIONAPP_HOST names, else as the build put it beside this program.</summary>
    public static readonly string Executable = Environment.GetEnvironmentVariable("FUNCTIONAPP_HOST")
        ?? Built("FunctionApp.Local");

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    private readonly string _dataFolder;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly HttpClient _http;
    private readonly Uri? _blobs;
    private readonly int _port = FreePort();
    private Process? _process;

    /// <param name="dataFolder">The folder that holds everything.</param>
    /// <param name="environment">What is set in the process's environment besides this one's.</param>
    /// <param name="blobs">The <c>BlobServer</c> whose blobs it shares with others; null for blobs of its own.</param>
    public HostProcess(string dataFolder, IReadOnlyDictionary<string, string>? environment = null, Uri? blobs = null)
    {
        _blobs = blobs;
        _dataFolder = dataFolder;
        _environment = environment ?? new Dictionary<string, string>();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Where the host listens.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Resident memory in bytes.</summary>
    public long Memory => Refreshed().WorkingSet64;

    /// <summary>The most resident memory there has been, in bytes.</summary>
    public long PeakMemory => Refreshed().PeakWorkingSet64;

    /// <summary>What the process has taken of all processors so far.</summary>
    public TimeSpan ProcessorTime => Refreshed().TotalProcessorTime;

    /// <summary>How often the process has been started.</summary>
    public int Starts { get; private set; }

    public async Task StartAsync()
    {
        string[] arguments = ["--port", $"{_port}", "--data", _dataFolder];
        var start = _blobs is null
            ? new ProcessStartInfo(Executable, arguments)
            : new ProcessStartInfo(Built("FunctionApp.Tests"), [.. arguments, "--blobs", _blobs.AbsoluteUri]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Starts++;
        await RetryAsync(async http =>
        {
            using var response = await http.GetAsync("/api/health/ready");
            response.EnsureSuccessStatusCode();
            return response.StatusCode;
        });
    }

    /// <summary>SIGKILL: the process gets no chance to put anything in order.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Sends a request until the host answers it.</summary>
    public async Task<T> RetryAsync<T>(Func<HttpClient, Task<T>> request)
    {
        using var timeout = new CancellationTokenSource(GiveUpAfter);
        while (true)
        {
            try
            {
                return await request(_http);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, timeout.Token);
            }
        }
    }

    /// <summary>Uploads as a client should: what was not acknowledged is sent again.</summary>
    /// <returns>The image's id.</returns>
    public async Task<string> UploadAsync(byte[] image, string name)
    {
        var accepted = await RetryAsync(async http =>
        {
            using var response = await http.PostAsync($"/api/images?name={Uri.EscapeDataString(name)}", new ByteArrayContent(image));
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        });
        return accepted.GetProperty("imageId").GetString()!;
    }

    /// <summary>Waits until an image is no longer in processing.</summary>
    public async Task UntilFinishedAsync(string imageId)
    {
        using var timeout = new CancellationTokenSource(GiveUpAfter);
        while ((await RetryAsync(http => http.GetFromJsonAsync<JsonElement>($"/api/images/{imageId}")))
            .GetProperty("status").GetString() == "Processing")
        {
            await Task.Delay(RetryDelay, TimeProvider.System, timeout.Token);
        }
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _http.Dispose();
    }

    private Process Refreshed()
    {
        _process!.Refresh();
        return _process;
    }

    private static string Built(string program)
        => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{program}.exe" : program);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
