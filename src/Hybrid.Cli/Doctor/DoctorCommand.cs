using System.CommandLine;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Doctor;

/// <summary><c>hybrid doctor</c>: what there is on this machine, what is missing and how to get it.</summary>
internal static class DoctorCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("doctor", "Shows versions, backends, cores and models, what is missing and how to get it.") { json };
        command.SetAction(result =>
        {
            IReadOnlyList<DoctorCheck> checks = DoctorChecks.Run();
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                DoctorJson.Print(output, checks);
            else
                PrintText(output, checks);
            return checks.All(c => c.State != DoctorState.Missing) ? ExitCodes.Done : ExitCodes.NoResult;
        });
        return command.WithExamples(
            "hybrid doctor            exit code 0: everything that is needed is there; 1: something is missing",
            "hybrid doctor --json     the same for scripts");
    }

    private static void PrintText(TextWriter output, IReadOnlyList<DoctorCheck> checks)
    {
        int width = checks.Max(c => c.Name.Length);
        foreach (DoctorCheck check in checks)
        {
            string mark = check.State switch
            {
                DoctorState.Present => "ok      ",
                DoctorState.Optional => "optional",
                _ => "MISSING ",
            };
            output.WriteLine($"{mark}  {check.Name.PadRight(width)}  {check.Value}{(check.Remedy is null ? "" : $"; {check.Remedy}")}");
        }
    }
}
