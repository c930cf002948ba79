using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Methods;

public class MethodsCommandTests
{
    [Fact]
    public void All_methods_are_listed_in_a_line_each()
    {
        ProcessRun run = CliRun.Of("methods");
        Assert.Equal(0, run.ExitCode);
        Assert.All(AlignerCatalogue.Names, name => Assert.Contains($"\n  {name} ", run.Output, StringComparison.Ordinal));
        Assert.Contains("richardson-lucy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_is_shown_with_every_option_that_may_stand_behind_its_name()
    {
        ProcessRun run = CliRun.Of("methods", "neural");
        Assert.Equal(0, run.ExitCode);
        foreach (MethodOption option in AlignerCatalogue.Methods.Find("neural").Options)
        {
            Assert.Contains($"{option.Name}={option.DefaultText}", run.Output, StringComparison.Ordinal);
            Assert.Contains(option.Values, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_json_lists_can_be_asked_for()
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("methods", "align", "--json").Output);
        JsonElement kind = Assert.Single(json.RootElement.GetProperty("kinds").EnumerateArray());
        foreach (JsonElement method in kind.GetProperty("methods").EnumerateArray())
        {
            foreach (JsonElement option in method.GetProperty("options").EnumerateArray())
                Assert.NotNull(AlignerCatalogue.Methods.Find(method.GetProperty("name").GetString()!).Find(option.GetProperty("name").GetString()!));
        }
    }

    [Fact]
    public void A_name_that_does_not_exist_is_bad_usage()
    {
        ProcessRun run = CliRun.Of("methods", "clasic");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean 'classic'?", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
