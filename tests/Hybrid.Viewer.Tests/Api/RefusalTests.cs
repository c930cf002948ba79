using System.Net;
using System.Text.Json;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Api;

/// <summary>Requests that are refused, each with a sentence that says what is wrong, and leave nothing behind.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private RunningViewer _viewer = null!;

    public async Task InitializeAsync() => _viewer = await RunningViewer.Start(Workers.Quick, o => o with { MaxUploadBytes = 4 << 20, MaxWaiting = 3 });

    public async Task DisposeAsync() => await _viewer.DisposeAsync();

    [Theory]
    [InlineData("the file 'b' is missing", "a=@")]
    [InlineData("unknown file 'c' (did you mean 'a'?); there are: a, b", "c=@")]
    [InlineData("more than 1 files of the name a", "a=@", "a=@")]
    [InlineData("unknown method 'clasic' (did you mean 'classic'?); there are: classic, control, learned, neural, hybrid, auto", "a=@", "b=@", "method=clasic")]
    [InlineData("a method is named twice", "a=@", "b=@", "method=classic", "method=classic")]
    [InlineData("option network of method 'learned' must be a plain word or number here", "a=@", "b=@", "method=learned:network=../../x")]
    [InlineData("unknown field 'methd' (did you mean 'method'?); there are: a, b, method, example, pair", "a=@", "b=@", "methd=classic")]
    [InlineData("there is no such example; /api/examples lists them", "example=9999")]
    [InlineData("give either files, or an example, or a pair of a run", "a=@", "example=1")]
    public async Task A_bad_request_is_told_what_is_wrong(string message, params string[] parts)
    {
        using HttpResponseMessage response = await _viewer.Post("align", [.. parts.Select(p => p.Split('=', 2)).Select(p => (p[0], p[1] == "@" ? Repository.Pair.A : p[1]))]);
        await AssertRefused(response, HttpStatusCode.BadRequest, message);
        Assert.Empty(JobFolders());
    }

    [Fact]
    public async Task What_is_no_multipart_request_is_refused()
    {
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _viewer.Client.PostAsync(new Uri("/api/align", UriKind.Relative), json);
        await AssertRefused(response, HttpStatusCode.UnsupportedMediaType, "send the images as multipart/form-data");
    }

    [Fact]
    public async Task A_request_that_ends_in_a_part_is_refused_and_leaves_nothing()
    {
        using var cut = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nhalf");
        cut.Headers.Remove("Content-Type");
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using HttpResponseMessage response = await _viewer.Client.PostAsync(new Uri("/api/align", UriKind.Relative), cut);
        await AssertRefused(response, HttpStatusCode.BadRequest, "the request ends in the middle of a part");
        Assert.Empty(JobFolders());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_above_the_limit_is_refused_whether_or_not_it_tells_its_length(bool tells)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[5 << 20]), "a", "large.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/align", UriKind.Relative)) { Content = form };
        request.Headers.TransferEncodingChunked = !tells;
        using HttpResponseMessage response = await _viewer.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("--max-upload", (await RunningViewer.Json(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(JobFolders());
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_is_only_ever_shown()
    {
        string evil = Path.Combine(_viewer.Folder, "..", "evil.png");
        using var form = new MultipartFormDataContent();
        foreach (string slot in (string[])["a", "b"])
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(Repository.Pair.A)), slot, "../../../" + slot + "/evil.png");
        using HttpResponseMessage response = await _viewer.Client.PostAsync(new Uri("/api/align", UriKind.Relative), form);
        JsonElement job = await _viewer.Finished(await RunningViewer.Json(response));
        Assert.Equal("evil.png", job.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.Equal("evil.png", job.GetProperty("runs")[0].GetProperty("result").GetProperty("image").GetString());
        Assert.False(File.Exists(evil));
    }

    [Theory]
    [InlineData("inputs/..%2f..%2f.lock")]
    [InlineData("inputs/b.txt")]
    [InlineData("runs/1/files/..%2f..%2finputs%2fa.jpg")]
    [InlineData("runs/1/files/%2fetc%2fpasswd")]
    [InlineData("runs/2/files/notes.txt")]
    [InlineData("runs/0/files/notes.txt")]
    [InlineData("runs/1/notes/grid")]
    [InlineData("runs/1/flow/grid")]
    public async Task Only_files_of_the_job_are_served(string path)
    {
        JsonElement job = await _viewer.Finished(await _viewer.Accepted("align", ("a", Repository.Pair.A), ("b", Repository.Pair.B)));
        string url = job.GetProperty("url").GetString()!;
        Assert.Equal("text\n"u8.ToArray(), await _viewer.Bytes($"{url}/runs/1/files/notes.txt"));
        using HttpResponseMessage response = await _viewer.Client.GetAsync(new Uri($"{url}/{path}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Where_too_much_waits_more_is_refused_with_the_time_to_come_again()
    {
        await using RunningViewer busy = await RunningViewer.Start(Workers.Endless, o => o with { MaxWaiting = 2 });
        HttpResponseMessage? refused = null;
        for (int i = 0; i < 5 && refused is null; i++)
        {
            HttpResponseMessage response = await busy.Post("align", ("example", "0"));
            if (response.StatusCode == HttpStatusCode.Accepted)
                response.Dispose();
            else
                refused = response;
        }
        await AssertRefused(refused!, HttpStatusCode.ServiceUnavailable, "too much is waiting already; try again when some of it is done");
        Assert.NotNull(refused!.Headers.RetryAfter);
        refused.Dispose();
    }

    private static async Task AssertRefused(HttpResponseMessage response, HttpStatusCode status, string message)
    {
        JsonElement problem = await RunningViewer.Json(response);
        Assert.Equal(message, problem.GetProperty("detail").GetString());
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private string[] JobFolders() => [.. Directory.GetDirectories(_viewer.Folder, "hybrid-serve-*").SelectMany(Directory.GetDirectories)];
}
