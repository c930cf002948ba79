using System.Reflection;
using Hybrid.Cli.Tests.Support;
using PublicApiGenerator;

namespace Hybrid.Cli.Tests;

/// <summary>
/// The public types and members of the packages, as written down in <c>PublicApi</c>: what a program may stand on does not
/// change unnoticed. A change that is meant is accepted by running this test with <c>HYBRID_ACCEPT_API=1</c>.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Hybrid")]
    [InlineData("Hybrid.Evaluation")]
    public void The_public_API_is_the_one_written_down(string assembly)
    {
        string file = Path.Combine(RepositoryRoot.Path, "tests", "Hybrid.Cli.Tests", "PublicApi", $"{assembly}.txt");
        string now = Assembly.Load(assembly).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("HYBRID_ACCEPT_API") == "1")
            File.WriteAllText(file, now);
        string[] written = File.ReadAllLines(file), found = now.TrimEnd('\n').Split('\n');
        string[] gone = [.. written.Except(found).Take(10).Select(l => $"- {l.Trim()}")], added = [.. found.Except(written).Take(10).Select(l => $"+ {l.Trim()}")];
        Assert.True(written.SequenceEqual(found), $"the public API of {assembly} changed; if that is meant, run this test with HYBRID_ACCEPT_API=1:\n{string.Join('\n', [.. gone, .. added])}");
    }
}
