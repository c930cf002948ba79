using System.Text.RegularExpressions;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Pages;

/// <summary>What pages are made of.</summary>
public sealed partial class AssetTests : IAsyncLifetime
{
    private const int LargestPage = 500_000;
    private RunningViewer _viewer = null!;

    public async Task InitializeAsync() => _viewer = await RunningViewer.Start(Workers.Quick);

    public async Task DisposeAsync() => await _viewer.DisposeAsync();

    [Fact]
    public async Task Every_page_and_all_that_it_loads_is_local_small_and_not_inline()
    {
        string start = System.Text.Encoding.UTF8.GetString(await _viewer.Bytes("/"));
        string[] pages = [.. Link().Matches(start).Select(m => m.Groups[1].Value).Where(p => !p.StartsWith("/assets", StringComparison.Ordinal)).Distinct()];
        Assert.Contains("/", pages);
        foreach (string page in pages)
        {
            var loaded = new Dictionary<string, string>(StringComparer.Ordinal);
            await Load(page, loaded);
            Assert.True(loaded.Values.Sum(t => t.Length) < LargestPage, page);
            Assert.DoesNotMatch(Inline(), loaded[page]);
            Assert.All(loaded, l => Assert.DoesNotMatch(Elsewhere(), l.Value));
            Assert.Contains($"href=\"{page}\" aria-current=\"page\"", loaded[page], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        using HttpResponseMessage first = await _viewer.Client.GetAsync(new Uri("/assets/base.css", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/assets/base.css", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _viewer.Client.SendAsync(again);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);
    }

    private async Task Load(string path, Dictionary<string, string> loaded)
    {
        if (loaded.ContainsKey(path))
            return;
        string text = loaded[path] = System.Text.Encoding.UTF8.GetString(await _viewer.Bytes(path));
        IEnumerable<string> needed = path.EndsWith(".js", StringComparison.Ordinal)
            ? Import().Matches(text).Select(m => "/assets/" + m.Groups[1].Value)
            : Needed().Matches(text).Select(m => m.Groups[1].Value);
        foreach (string next in needed)
            await Load(next, loaded);
    }

    [GeneratedRegex("<a href=\"(/[a-z]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("(?:href|src)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Needed();

    [GeneratedRegex("(?:from|import) \"\\./([^\"]+)\"")]
    private static partial Regex Import();

    [GeneratedRegex("<script(?![^>]* src=)|<style| style=| on[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("(src|href)=\"(https?:)?//|@import|url\\(http", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
