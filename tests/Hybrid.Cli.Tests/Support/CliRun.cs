using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Tests.Support;

/// <summary>Runs the command line inside the test's process.</summary>
internal static class CliRun
{
    public static ProcessRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CliRunner.RunAsync(() => RootCommandFactory.CreateFor(args), args, output, error).GetAwaiter().GetResult();
        return new ProcessRun(code, output.ToString(), error.ToString());
    }
}
