using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Hybrid.Viewer;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Benchmarks.ViewerLoad;

/// <summary>
/// Whether the viewer loses anything or falls over: many uploads at once, clients that hardly send, uploads that break off, and
/// thousands of bad requests, all at the same time. The worker is a script that answers at once, so that the server alone is
/// what is loaded.
/// </summary>
internal static class ViewerLoadTest
{
    private const int Uploads = 100, Slow = 20, Broken = 50, BadAtOnce = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> Run(string[] args)
    {
        int bad = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        string folder = Directory.CreateTempSubdirectory("hybrid-load-").FullName;
        try
        {
            var worker = new WorkerProgram("/bin/sh", ["-c", "echo '{ \"status\": \"ok\" }'", "worker"], []);
            await using ViewerServer server = await ViewerServer.StartAsync(new ViewerOptions { Worker = worker, TemporaryFolder = folder, MaxKept = 1000, MaxWaiting = 1000 });
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = server.Address, Timeout = Patience };
            return await Load(client, server.Address, folder, bad) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> Load(HttpClient client, Uri address, string folder, int bad)
    {
        var clock = Stopwatch.StartNew();
        Task<HttpStatusCode[]> refused = BadRequests(client, bad);
        Task<int> slow = Count(Slow, _ => SlowClient(address)), broken = Count(Broken, _ => BrokenUpload(address));
        Task<string?>[] uploads = [.. Enumerable.Range(0, Uploads).Select(_ => Upload(client))];
        using var stop = new CancellationTokenSource();
        Task<List<double>> pulse = Pulse(client, stop.Token);

        string[] jobs = [.. (await Task.WhenAll(uploads)).OfType<string>()];
        int done = 0;
        foreach (string job in jobs)
            done += await Finished(client, job) ? 1 : 0;
        HttpStatusCode[] answers = await refused;
        int cut = await slow, brokenOff = await broken;
        await stop.CancelAsync();
        List<double> beats = await pulse;
        int left = Directory.GetDirectories(Directory.GetDirectories(folder).Single()).Length;
        using HttpResponseMessage after = await client.GetAsync(new Uri("/api/status", UriKind.Relative));
        int faults = answers.Count(s => (int)s is >= 500 or < 400);

        Print($"uploads: {jobs.Length} of {Uploads} accepted, {done} done");
        Print($"bad requests: {answers.Length} of {bad} answered, {faults} otherwise than with 4xx: {string.Join(", ", answers.CountBy(s => (int)s).OrderBy(c => c.Key).Select(c => $"{c.Value} x {c.Key}"))}");
        Print($"slow clients: {cut} of {Slow} cut off; uploads broken off: {brokenOff} of {Broken}; folders left: {left} (one an accepted upload)");
        Print($"status meanwhile: median {Quantile(beats, 0.5):0} ms, 95 % {Quantile(beats, 0.95):0} ms of {beats.Count}; in all {clock.Elapsed.TotalSeconds:0.0} s, {Environment.WorkingSet >> 20} MB held by server and clients");
        return jobs.Length == Uploads && done == Uploads && answers.Length == bad && faults == 0 && cut == Slow && left == Uploads && after.IsSuccessStatusCode;
    }

    private static async Task<string?> Upload(HttpClient client)
    {
        using var form = new MultipartFormDataContent();
        foreach (string slot in (string[])["a", "b"])
            form.Add(new ByteArrayContent(new byte[200_000]), slot, slot + ".png");
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/align", UriKind.Relative), form);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return response.StatusCode == HttpStatusCode.Accepted ? answer.RootElement.GetProperty("url").GetString() : null;
    }

    private static async Task<bool> Finished(HttpClient client, string job)
    {
        string events = await client.GetStringAsync(new Uri(job + "/events", UriKind.Relative));
        return events.TrimEnd().Split('\n')[^1].Contains("\"state\":\"done\"", StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode[]> BadRequests(HttpClient client, int count)
    {
        var answers = new HttpStatusCode[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = BadAtOnce }, async (i, token) =>
        {
            using HttpRequestMessage request = BadRequest(i);
            using HttpResponseMessage response = await client.SendAsync(request, token);
            answers[i] = response.StatusCode;
        });
        return answers;
    }

    private static HttpRequestMessage BadRequest(int i)
    {
        HttpRequestMessage request = (i % 8) switch
        {
            0 => new(HttpMethod.Get, new Uri($"/api/jobs/{i:x32}", UriKind.Relative)),
            1 => new(HttpMethod.Get, new Uri($"/api/jobs/..%2f..%2f{i}/inputs/..%2fpasswd", UriKind.Relative)),
            2 => new(HttpMethod.Post, new Uri("/api/align", UriKind.Relative)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") },
            3 => new(HttpMethod.Post, new Uri("/api/align", UriKind.Relative)) { Content = Multipart("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nhalf") },
            4 => new(HttpMethod.Post, new Uri("/api/align", UriKind.Relative)) { Content = Multipart("--x\r\nContent-Disposition: form-data; name=\"method\"\r\n\r\nnone\r\n--x--\r\n") },
            5 => new(HttpMethod.Put, new Uri("/api/status", UriKind.Relative)),
            6 => new(HttpMethod.Get, new Uri("/api/status", UriKind.Relative)) { Headers = { { "Sec-Fetch-Site", "cross-site" } } },
            _ => new(HttpMethod.Get, new Uri("/api/status", UriKind.Relative)) { Headers = { Host = "attacker.example" } },
        };
        return request;
    }

    private static StringContent Multipart(string text)
    {
        var content = new StringContent(text);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return content;
    }

    /// <summary>A byte a second of a large upload; true where the server gives up on it.</summary>
    private static async Task<bool> SlowClient(Uri address)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Head(address, 1_000_000));
        byte[] answer = new byte[1024];
        Task<int> ended = stream.ReadAsync(answer).AsTask();
        var clock = Stopwatch.StartNew();
        while (!ended.IsCompleted && clock.Elapsed < Patience)
        {
            try
            {
                await stream.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                return true;
            }
            await Task.WhenAny(ended, Task.Delay(1000));
        }
        return ended.IsCompleted;
    }

    /// <summary>Half an upload, and then the connection is cut.</summary>
    private static async Task<bool> BrokenUpload(Uri address)
    {
        using var socket = new TcpClient { LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(address.Host, address.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Head(address, 1_000_000));
        await stream.WriteAsync(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\n"));
        await stream.WriteAsync(new byte[300_000]);
        return true;
    }

    private static byte[] Head(Uri address, int length) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /api/align HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"));

    private static async Task<int> Count(int count, Func<int, Task<bool>> act) => (await Task.WhenAll(Enumerable.Range(0, count).Select(act))).Count(b => b);

    private static async Task<List<double>> Pulse(HttpClient client, CancellationToken stop)
    {
        var times = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using HttpResponseMessage response = await client.GetAsync(new Uri("/api/status", UriKind.Relative), CancellationToken.None);
            response.EnsureSuccessStatusCode();
            times.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(50, CancellationToken.None);
        }
        return times;
    }

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
