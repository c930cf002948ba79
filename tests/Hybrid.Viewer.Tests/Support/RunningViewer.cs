using System.Net.Http.Headers;
using System.Text.Json;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Viewer.Tests.Support;

/// <summary>A viewer on a free port, with a client that speaks to it and folders that are gone afterwards.</summary>
internal sealed class RunningViewer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RunningViewer()
    {
    }

    public ViewerServer Server { get; private set; } = null!;

    public HttpClient Client { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The folder that uploads and results lie under.</summary>
    public string Folder => _folder.Path;

    public static async Task<RunningViewer> Start(WorkerProgram worker, Func<ViewerOptions, ViewerOptions>? change = null)
    {
        var viewer = new RunningViewer();
        var options = new ViewerOptions { Worker = worker, TemporaryFolder = viewer.Folder, RunsFolder = viewer._folder["runs"], Examples = Repository.Embedded };
        viewer.Server = await ViewerServer.StartAsync(change?.Invoke(options) ?? options);
        viewer.Client.BaseAddress = viewer.Server.Address;
        return viewer;
    }

    /// <summary>Sends files and fields: a path that exists is sent as a file.</summary>
    public async Task<HttpResponseMessage> Post(string kind, params (string Name, string Value)[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in parts)
        {
            if (File.Exists(value))
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(value)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, name, Path.GetFileName(value));
            else
                form.Add(new StringContent(value), name);
        }
        return await Client.PostAsync(new Uri($"/api/{kind}", UriKind.Relative), form);
    }

    /// <summary>Posts what must be accepted; the job.</summary>
    public async Task<JsonElement> Accepted(string kind, params (string Name, string Value)[] parts)
    {
        using HttpResponseMessage response = await Post(kind, parts);
        JsonElement answer = await Json(response);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.Accepted, answer.ToString());
        return answer;
    }

    /// <summary>The job as it is when it is over.</summary>
    public async Task<JsonElement> Finished(JsonElement job) => await Until(job, j => j.GetProperty("state").GetString() is not ("queued" or "running"));

    /// <summary>The job as soon as it is as wanted; fails after half an hour, which only a machine that does much else comes near.</summary>
    public async Task<JsonElement> Until(JsonElement job, Func<JsonElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        while (true)
        {
            using HttpResponseMessage response = await Client.GetAsync(new Uri(job.GetProperty("url").GetString()!, UriKind.Relative), patience.Token);
            JsonElement now = await Json(response);
            if (wanted(now))
                return now;
            await Task.Delay(50, patience.Token);
        }
    }

    public async Task<byte[]> Bytes(string url) => await Client.GetByteArrayAsync(new Uri(url, UriKind.Relative));

    public static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
