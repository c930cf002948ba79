using System.Globalization;
using Hybrid.Fuzz;

// list | run CASES [TARGET…] [--first N] [--out DIR] | replay TARGET FILE… | seeds TARGET DIR | afl TARGET
return args switch
{
    ["list"] => List(),
    ["run", string cases, .. string[] rest] => FuzzCommand.Run(int.Parse(cases, CultureInfo.InvariantCulture), rest),
    ["replay", string target, .. string[] files] => FuzzCommand.Replay(FuzzTargets.Find(target), files),
    ["seeds", string target, string folder] => FuzzCommand.WriteSeeds(FuzzTargets.Find(target), folder),
    ["afl", string target] => FuzzCommand.Afl(FuzzTargets.Find(target)),
    _ => Usage(),
};

static int List()
{
    foreach (FuzzTarget target in FuzzTargets.All)
        Console.WriteLine(target.Name);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: list | run CASES [TARGET…] [--first N] [--out DIR] | replay TARGET FILE… | seeds TARGET DIR | afl TARGET");
    return 2;
}
