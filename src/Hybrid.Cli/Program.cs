using Hybrid.Cli;
using Hybrid.Cli.Infrastructure;

Telemetry.Disable();
return await CliRunner.RunAsync(RootCommandFactory.Create, args, Console.Out, StandardError.Writer).ConfigureAwait(false);
