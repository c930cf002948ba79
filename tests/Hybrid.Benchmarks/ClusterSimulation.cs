using System.Globalization;
using Hybrid.Evaluation.Cluster;

namespace Hybrid.Benchmarks;

/// <summary>
/// A run of very many pairs on very many nodes, simulated: how the number of parts bears on the time that it takes when some nodes are
/// slow and some are lost. Pairs take a time with a long tail; a lost node's part goes on elsewhere with the records that it has.
/// </summary>
internal static class ClusterSimulation
{
    private const double PairSeconds = 1, PairDeviation = 1.5, StartSeconds = 3;

    // A lost node is noticed, and its part waits, for so long; the node itself comes back later.
    private const double NoticeSeconds = 300, RepairSeconds = 1800;

    // Shares and factors of slow nodes, and the common spread of speeds.
    private const double StragglerShare = 0.02, StragglerFactor = 3, SpeedSpread = 0.1;

    private readonly record struct Outcome(double Wall, double Efficiency, int Lost);

    public static int Run(string[] args)
    {
        int pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
        int nodes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
        const int seeds = 10;
        var sample = new Random(1);
        double[] measured = [.. Enumerable.Range(0, 40).Select(_ => Math.Max(0.05, PairTime(sample)))];
        Console.WriteLine("| parts a node | part | MTBF of a node | wall time (ten seeds) | efficiency | nodes lost | plan says |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (double meanHours in (double[])[500, 50])
        {
            foreach (int perNode in (int[])[1, 2, 4, 8, 16, 32, 100])
            {
                int parts = perNode * nodes;
                Outcome[] runs = [.. Enumerable.Range(0, seeds).Select(seed => Simulate(pairs, nodes, parts, meanHours * 3600, new Random(seed)))];
                ClusterEstimate plan = ClusterEstimate.Of(measured, pairs, StartSeconds, nodes, 1, parts);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {perNode} | {PairSeconds * pairs / parts / 60:0.0} min | {meanHours:0} h | {runs.Average(r => r.Wall) / 3600:0.00} h [{runs.Min(r => r.Wall) / 3600:0.00}, {runs.Max(r => r.Wall) / 3600:0.00}] | {100 * runs.Average(r => r.Efficiency):0} % | {runs.Average(r => r.Lost):0.0} | {plan.WallSeconds.Value / 3600:0.00} h [{plan.WallSeconds.Low / 3600:0.00}, {plan.WallSeconds.High / 3600:0.00}] |"));
            }
        }
        return 0;
    }

    private static Outcome Simulate(int pairs, int nodes, int parts, double meanLife, Random random)
    {
        double perPart = pairs / (double)parts, work = 0, wall = 0;
        var waiting = new PriorityQueue<double, double>();
        for (int i = 0; i < parts; i++)
        {
            // A sum of many pairs.
            double part = Math.Max(PairSeconds, perPart * PairSeconds + Math.Sqrt(perPart) * PairDeviation * Normal(random));
            work += part;
            waiting.Enqueue(part, 0);
        }
        double[] slowness = [.. Enumerable.Range(0, nodes).Select(_ => Math.Exp(SpeedSpread * Normal(random)) * (random.NextDouble() < StragglerShare ? StragglerFactor : 1))];
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, nodes).Select(n => (n, 0.0)));
        int lost = 0;
        while (waiting.TryDequeue(out double left, out double ready))
        {
            // Whoever is free first takes the part that waits longest.
            free.TryDequeue(out int node, out double time);
            double begin = Math.Max(time, ready), life = -meanLife * Math.Log(1 - random.NextDouble()), needed = StartSeconds + left * slowness[node];
            if (life < needed)
            {
                lost++;
                double done = Math.Max(0, life - StartSeconds) / slowness[node];
                waiting.Enqueue(Math.Min(left, left - done + PairSeconds), begin + life + NoticeSeconds);
                free.Enqueue(node, begin + life + RepairSeconds);
                continue;
            }
            wall = Math.Max(wall, begin + needed);
            free.Enqueue(node, begin + needed);
        }
        return new Outcome(wall, work / slowness.Sum(s => wall / s), lost);
    }

    /// <summary>Log-normal with the mean and deviation of a pair's time.</summary>
    private static double PairTime(Random random)
    {
        double spread = Math.Sqrt(Math.Log(1 + PairDeviation * PairDeviation / (PairSeconds * PairSeconds)));
        return PairSeconds * Math.Exp(spread * Normal(random) - spread * spread / 2);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
