using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Jobs;

/// <summary>What becomes of a job, with the command line itself as the worker and with scripts in its place.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task A_pair_is_aligned_as_by_the_command_line()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        (string a, string b) = Repository.Pair;
        JsonElement job = await viewer.Finished(await viewer.Accepted("align", ("a", a), ("b", b), ("method", "classic")));

        Assert.Equal("done", job.GetProperty("state").GetString());
        JsonElement run = job.GetProperty("runs")[0], result = run.GetProperty("result");
        Assert.Equal("ok", result.GetProperty("status").GetString());
        Assert.Equal("1.jpg", result.GetProperty("images").GetProperty("a").GetProperty("path").GetString());
        JsonElement files = run.GetProperty("files");
        Assert.Equal(
            ["alignment.json", "confidence.png", "flow.flo", "homography.txt", "matches.png", "overlay.png", "warped.png"],
            files.EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal(await File.ReadAllBytesAsync(a), await viewer.Bytes(job.GetProperty("inputs")[0].GetProperty("url").GetString()!));

        // The middle pixel by the flow, and by the homography that the flow is of.
        string url = $"{job.GetProperty("url").GetString()}/runs/1/flow";
        byte[] grid = await viewer.Bytes($"{url}/grid?side=64");
        Assert.Equal(64, Math.Max(BitConverter.ToInt32(grid, 0), BitConverter.ToInt32(grid, 4)));
        int x = BitConverter.ToInt32(grid, 8) / 2, y = BitConverter.ToInt32(grid, 12) / 2;
        using HttpResponseMessage at = await viewer.Client.GetAsync(new Uri($"{url}/at?x={x}&y={y}", UriKind.Relative));
        double[] flow = [.. (await RunningViewer.Json(at)).GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        double[] h = [.. result.GetProperty("homography").EnumerateArray().Select(v => v.GetDouble())];
        double w = h[6] * x + h[7] * y + h[8];
        Assert.Equal((h[0] * x + h[1] * y + h[2]) / w - x, flow[0], 1e-2);
        Assert.Equal((h[3] * x + h[4] * y + h[5]) / w - y, flow[1], 1e-2);

        using var zip = new ZipArchive(new MemoryStream(await viewer.Bytes($"{job.GetProperty("url").GetString()}/files.zip")));
        Assert.Equal(files.EnumerateObject().Select(f => $"1-classic/{f.Name}").Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_named_as_its_sender_does()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        string text = Path.Combine(Repository.Root, "README.md");
        JsonElement job = await viewer.Finished(await viewer.Accepted("align", ("a", text), ("b", Repository.Pair.B), ("method", "classic")));
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Equal("'README.md' is text, not an image; name an image file", Message(job));
    }

    [Fact]
    public async Task An_image_above_the_limit_of_pixels_is_refused()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine, o => o with { MaxPixels = 10_000 });
        JsonElement job = await viewer.Finished(await viewer.Accepted("align", ("a", Repository.Pair.A), ("b", Repository.Pair.B), ("method", "classic")));
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Contains("above the limit of 0", Message(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_tell_of_progress_and_end_with_the_job()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Script("echo 'progress: half done' >&2; sleep 1; echo '{}'"));
        JsonElement job = await viewer.Accepted("align", ("a", Repository.Pair.A), ("b", Repository.Pair.B));
        string events = await viewer.Client.GetStringAsync(new Uri($"{job.GetProperty("url").GetString()}/events", UriKind.Relative));
        string[] states = [.. events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonDocument.Parse(e["event: job\ndata: ".Length..]).RootElement).Select(j =>
            $"{j.GetProperty("state")} {j.GetProperty("runs")[0].GetProperty("progress")}".Trim())];
        Assert.Contains("running half done", states);
        Assert.Equal("done", states[^1]);
    }

    [Fact]
    public async Task Cancelling_kills_the_worker_and_removes_the_files()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Script("echo $$ >&2; echo 'progress: half done' >&2; sleep 1000"));
        JsonElement job = await viewer.Accepted("align", ("a", Repository.Pair.A), ("b", Repository.Pair.B), ("method", "classic"), ("method", "control"));
        await viewer.Until(job, j => j.GetProperty("runs")[0].GetProperty("progress").GetString() == "half done");
        string folder = Path.Combine(Directory.GetDirectories(viewer.Folder, "hybrid-serve-*").Single(), job.GetProperty("id").GetString()!);
        Assert.True(Directory.Exists(folder));

        using HttpResponseMessage deleted = await viewer.Client.DeleteAsync(new Uri(job.GetProperty("url").GetString()!, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        JsonElement after = await viewer.Finished(job);
        Assert.All(after.GetProperty("runs").EnumerateArray(), r => Assert.Equal("cancelled", r.GetProperty("state").GetString()));
        for (int i = 0; i < 10_000 && Directory.Exists(folder); i++)
            await Task.Delay(50);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_worker_that_takes_too_long_is_stopped()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Endless, o => o with { TimeLimit = TimeSpan.FromSeconds(1) });
        JsonElement job = await viewer.Finished(await viewer.Accepted("overlap", ("a", Repository.Pair.A), ("b", Repository.Pair.B)));
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.StartsWith("stopped after 1 s", Message(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_holds_too_much_memory_is_stopped()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Script("v=$(head -c 64M /dev/zero | tr '\\0' x); sleep 1000"), o => o with { MemoryLimitBytes = 32 << 20 });
        JsonElement job = await viewer.Finished(await viewer.Accepted("overlap", ("a", Repository.Pair.A), ("b", Repository.Pair.B)));
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.StartsWith("stopped at 32 MB", Message(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_dies_is_a_failed_run_and_the_next_one_works()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Script("case \"$*\" in *classic*) kill -SEGV $$;; esac; echo '{}'"));
        JsonElement job = await viewer.Finished(await viewer.Accepted("align", ("a", Repository.Pair.A), ("b", Repository.Pair.B), ("method", "classic"), ("method", "control")));
        Assert.Equal(["failed", "done"], job.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("state").GetString()));
        Assert.StartsWith("the worker ended unexpectedly", Message(job), StringComparison.Ordinal);
    }

    private static string Message(JsonElement job) => job.GetProperty("runs")[0].GetProperty("messages").EnumerateArray().Last().GetString()!;
}
