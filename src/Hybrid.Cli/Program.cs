using Hybrid.Cli.Infrastructure;

Telemetry.Disable();
return await CliRunner.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
