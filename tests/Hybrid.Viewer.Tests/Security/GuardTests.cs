using System.Net;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Security;

/// <summary>Who may speak to a viewer.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef";
    private RunningViewer _open = null!, _closed = null!;

    public async Task InitializeAsync()
    {
        _open = await RunningViewer.Start(Workers.Quick);
        _closed = await RunningViewer.Start(Workers.Quick, o => o with { Token = Token });
    }

    public async Task DisposeAsync()
    {
        await _open.DisposeAsync();
        await _closed.DisposeAsync();
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.OK, "Host", "localhost")]
    [InlineData(HttpStatusCode.MisdirectedRequest, "Host", "attacker.example")]
    [InlineData(HttpStatusCode.MisdirectedRequest, "Host", "127.0.0.1.attacker.example")]
    [InlineData(HttpStatusCode.MisdirectedRequest, "Host", "192.168.0.7")]
    [InlineData(HttpStatusCode.Forbidden, "Origin", "http://attacker.example")]
    [InlineData(HttpStatusCode.Forbidden, "Origin", "null")]
    [InlineData(HttpStatusCode.Forbidden, "Origin", "http://127.0.0.1:1")]
    [InlineData(HttpStatusCode.Forbidden, "Sec-Fetch-Site", "cross-site")]
    [InlineData(HttpStatusCode.Forbidden, "Sec-Fetch-Site", "same-site")]
    [InlineData(HttpStatusCode.OK, "Sec-Fetch-Site", "same-origin")]
    [InlineData(HttpStatusCode.OK, "Sec-Fetch-Site", "none")]
    public async Task Only_own_pages_and_programs_reach_the_api(HttpStatusCode expected, string header = "Accept", string value = "*/*")
    {
        Assert.Equal(expected, await Get(_open, "/api/status", (header, value)));
    }

    [Fact]
    public async Task A_link_from_elsewhere_opens_a_page_and_nothing_of_the_api()
    {
        (string, string)[] visit = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
        Assert.Equal(HttpStatusCode.OK, await Get(_open, "/", visit));
        Assert.Equal(HttpStatusCode.Forbidden, await Get(_open, "/api/status", visit));
    }

    [Fact]
    public async Task With_a_token_every_request_must_show_it()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(_closed, "/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(_closed, "/assets/base.css"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(_closed, "/api/status", ("Authorization", "Bearer 0123456789abcdeg")));
        Assert.Equal(HttpStatusCode.OK, await Get(_closed, "/api/status", ("Authorization", $"Bearer {Token}")));
        Assert.Equal(HttpStatusCode.OK, await Get(_closed, "/api/status", ("Authorization", $"Bearer {Token}"), ("Host", "workstation.lan")));

        // The address with the token leaves a cookie, with which the page's own requests are let through.
        using HttpResponseMessage first = await _closed.Client.GetAsync(new Uri($"/?token={Token}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Get(_closed, "/api/status"));
    }

    [Fact]
    public async Task Without_a_token_nobody_but_this_machine_is_served()
    {
        var options = new ViewerOptions { Worker = Workers.Quick, Address = IPAddress.Any };
        InputException e = await Assert.ThrowsAsync<InputException>(() => ViewerServer.StartAsync(options));
        Assert.Contains("--token", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        var options = new ViewerOptions { Worker = Workers.Quick, Port = _open.Server.Address.Port, TemporaryFolder = _open.Folder };
        InputException e = await Assert.ThrowsAsync<InputException>(() => ViewerServer.StartAsync(options));
        Assert.Contains("--port", e.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(_open.Folder, "hybrid-serve-*"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/assets/base.css")]
    [InlineData("/api/status")]
    [InlineData("/nothing")]
    public async Task Every_answer_has_the_security_headers(string path)
    {
        using HttpResponseMessage response = await _open.Client.GetAsync(new Uri(path, UriKind.Relative));
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static async Task<HttpStatusCode> Get(RunningViewer viewer, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await viewer.Client.SendAsync(request);
        return response.StatusCode;
    }
}
