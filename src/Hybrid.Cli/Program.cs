using Hybrid.Cli;
using Hybrid.Cli.Infrastructure;

Telemetry.Disable();
WorkerMode.EndWithParent();
return await CliRunner.RunAsync(RootCommandFactory.Create, args, Console.Out, StandardError.Writer).ConfigureAwait(false);
