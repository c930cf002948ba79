using System.Diagnostics;
using System.Text.RegularExpressions;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Api;

/// <summary>The programs that the documentation shows do what it says.</summary>
public sealed partial class ExampleTests
{
    [Theory]
    [InlineData("sh", "/bin/bash")]
    [InlineData("python", "/usr/bin/python3")]
    public async Task The_example_of_a_language_aligns_a_pair(string language, string interpreter)
    {
        if (!File.Exists(interpreter))
            return;
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Pair.A, folder["first.jpg"]);
        File.Copy(Repository.Pair.B, folder["second.jpg"]);
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Script(
            "printf '1 0 0\\n0 1 0\\n0 0 1\\n' >out/1/homography.txt; echo '{ \"status\": \"ok\", \"homography\": [1, 0, 0, 0, 1, 0, 0, 0, 1] }'"));
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Hybrid.Viewer", "README.md"));
        string program = Block().Matches(readme).First(m => m.Groups[1].Value == language).Groups[2].Value
            .Replace("http://127.0.0.1:5080", viewer.Server.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["example"], program);
        var info = new ProcessStartInfo(interpreter, [folder["example"]]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains(language == "sh" ? "1 0 0" : "done ok [1, 0, 0", await output, StringComparison.Ordinal);
    }

    [GeneratedRegex("```(sh|python)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
