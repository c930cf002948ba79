using System.Globalization;
using SharpFuzz;

namespace Hybrid.Fuzz;

/// <summary>The commands of the program.</summary>
internal static class FuzzCommand
{
    /// <summary>Mutates; exit code 1 where something was found.</summary>
    public static int Run(int cases, string[] arguments)
    {
        int first = 0;
        string? folder = null;
        List<FuzzTarget> targets = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--first")
                first = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--out")
                folder = arguments[++i];
            else
                targets.Add(FuzzTargets.Find(arguments[i]));
        }
        int found = 0;
        using var run = new FuzzRun();
        foreach (FuzzTarget target in targets.Count > 0 ? targets : FuzzTargets.All)
        {
            int here = 0;
            foreach (FuzzFinding finding in run.Run(target, first, cases))
            {
                here++;
                if (here <= 20)
                    Console.WriteLine($"{target.Name} {finding.Number}: {finding.Fault}");
                if (folder is not null)
                    File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName, finding.Number.ToString(CultureInfo.InvariantCulture) + target.Extension), finding.File);
            }
            found += here;
            Console.Error.WriteLine($"{target.Name}: {cases} cases, {here} findings");
        }
        return found > 0 ? 1 : 0;
    }

    /// <summary>Reads files again.</summary>
    public static int Replay(FuzzTarget target, string[] files)
    {
        using var run = new FuzzRun();
        int found = 0;
        foreach (string file in files)
        {
            if (run.Fault(target, File.ReadAllBytes(file)) is { } fault)
            {
                found++;
                Console.WriteLine($"{file}: {fault}");
            }
        }
        return found > 0 ? 1 : 0;
    }

    /// <summary>Writes a reader's valid files, for a fuzzer to start from.</summary>
    public static int WriteSeeds(FuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        IReadOnlyList<byte[]> seeds = target.AllSeeds();
        for (int i = 0; i < seeds.Count; i++)
            File.WriteAllBytes(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + target.Extension), seeds[i]);
        return 0;
    }

    /// <summary>Serves AFL, which hands over one file after the other; an exception that leaves this is a crash to it.</summary>
    public static int Afl(FuzzTarget target)
    {
        using var run = new FuzzRun();
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var file = new MemoryStream();
            stream.CopyTo(file);
            if (run.Fault(target, file.ToArray()) is { } fault)
                throw new InvalidOperationException(fault);
        });
        return 0;
    }
}
