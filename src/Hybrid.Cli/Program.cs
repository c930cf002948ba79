using Hybrid.Cli;
using Hybrid.Cli.Infrastructure;

Telemetry.Disable();
WorkerMode.EndWithParent();
// What is read by a program stays as it is; a terminal gets printable text.
TextWriter output = Console.IsOutputRedirected ? Console.Out : new PrintableWriter(Console.Out);
return await CliRunner.RunAsync(() => RootCommandFactory.CreateFor(args), args, output, StandardError.Writer).ConfigureAwait(false);
