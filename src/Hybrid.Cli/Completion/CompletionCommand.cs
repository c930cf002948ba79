using System.CommandLine;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Completion;

/// <summary><c>hybrid completion SHELL</c>: the script that makes a shell complete hybrid's commands, options and their values.</summary>
internal static class CompletionCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        var command = new Command("completion", "Prints the script that makes a shell complete commands, options and their values.") { shell };
        command.SetAction(result =>
        {
            string name = result.GetValue(shell)!;
            if (!CompletionScripts.All.TryGetValue(name, out string? script))
                throw new InputException(NearestName.Message("shell", name, [.. CompletionScripts.All.Keys]));
            result.InvocationConfiguration.Output.WriteLine(script);
            return ExitCodes.Done;
        });
        return command.WithExamples(
            "hybrid completion bash >> ~/.bashrc",
            "hybrid completion zsh >> ~/.zshrc",
            "hybrid completion fish > ~/.config/fish/completions/hybrid.fish");
    }
}
