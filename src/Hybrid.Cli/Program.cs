using Hybrid.Cli.Infrastructure;

return await CliRunner.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
