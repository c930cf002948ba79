using System.Globalization;
using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Cluster;

/// <summary>
/// The folder <c>cluster</c> of a run: <c>plan.json</c>, the batch script, <c>logs/</c> and <c>shards/</c>. Every start of a task
/// writes into an attempt folder of its own; a finished attempt becomes the part by one renaming, and the first to finish wins. So
/// a task that was started again and its lost predecessor, which may still be writing, never write to one file.
/// </summary>
public sealed class ClusterFolder
{
    private const string PlanFile = "plan.json";
    private readonly string _shards;

    private ClusterFolder(string run, ClusterPlan plan)
    {
        Run = Path.GetFullPath(run);
        Plan = plan;
        _shards = Path.Combine(Root, "shards");
    }

    /// <summary>The run folder, which the merge writes into.</summary>
    public string Run { get; }

    /// <summary>What the tasks do.</summary>
    public ClusterPlan Plan { get; private set; }

    /// <summary>The batch script.</summary>
    public string Script => Path.Combine(Root, "job.sbatch");

    /// <summary>Folder of the tasks' output.</summary>
    public string Logs => Path.Combine(Root, "logs");

    private string Root => RootOf(Run);

    /// <summary>Prepares a cluster run: the plan and its folders, before anything is submitted.</summary>
    /// <param name="run">The run folder.</param>
    /// <param name="datasets">The datasets.</param>
    /// <param name="settings">What to run; its shard is not looked at.</param>
    /// <param name="sources">What the datasets were opened from.</param>
    /// <param name="shards">Number of parts; no more than there are pairs are made.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <exception cref="InputException">There is a run already, nothing is to be done, or the folder cannot be written to.</exception>
    public static ClusterFolder Create(
        string run, IReadOnlyList<IPairDataset> datasets, RunSettings settings, IReadOnlyList<string> sources, int shards,
        Func<MethodSpec, AlignerSettings, Methods.IPairMethod>? create = null)
    {
        settings = settings with { Shard = Shard.Whole };
        if (File.Exists(Path.Combine(run, RunFolder.RunFile)) || File.Exists(Path.Combine(RootOf(run), PlanFile)))
            throw new InputException($"{run}: holds a run already; 'hybrid cluster retry' submits what is missing of a cluster run, another -o begins a new one");
        var runner = new EvaluationRunner(settings, create);
        string[] ids = [.. EvaluationRunner.PairsOf(datasets, settings).Select(p => p.Id)];
        int[] owners = Shard.Owners(ids, Math.Min(shards, ids.Length));
        var part = ids.Select((id, i) => (id, owners[i])).ToDictionary(p => p.id, p => p.Item2, StringComparer.Ordinal);
        int[] records = new int[Math.Min(shards, ids.Length)];
        foreach ((string pair, _, _) in runner.Records(datasets))
            records[part[pair] - 1]++;
        if (records.Sum() == 0)
            throw new InputException($"no method named has anything to do: {string.Join("; ", runner.Skipped(datasets))}");
        var folder = new ClusterFolder(run, new ClusterPlan
        {
            Hybrid = RunConfiguration.ProductVersion(),
            Config = RunConfiguration.Of(datasets, settings),
            Sources = [.. sources.Select(s => Directory.Exists(s) || File.Exists(s) ? Path.GetFullPath(s) : s)],
            Models = settings.ModelFolder is { } models ? Path.GetFullPath(models) : null,
            Records = records,
        });
        try
        {
            Directory.CreateDirectory(folder.Logs);
            Directory.CreateDirectory(folder._shards);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{run}: cannot be written ({e.Message})", e);
        }
        folder.WritePlan();
        return folder;
    }

    /// <summary>Opens a cluster run.</summary>
    /// <exception cref="InputException">There is none, or its plan is damaged.</exception>
    public static ClusterFolder Open(string run)
    {
        string file = Path.Combine(RootOf(run), PlanFile);
        if (!File.Exists(file))
            throw new InputException($"{run}: is no cluster run (no cluster/{PlanFile} in it); 'hybrid cluster submit' begins one");
        try
        {
            return new ClusterFolder(run, ClusterPlan.Parse(TextFile.Read(file)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"{file}: is damaged ({e.Message.Split('\n')[0].TrimEnd('.', '\r')})", e);
        }
    }

    /// <summary>Takes a run away that was prepared and not submitted.</summary>
    public void Discard()
    {
        Directory.Delete(Root, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(Run).Any())
            Directory.Delete(Run);
    }

    /// <summary>Notes a submitted array job.</summary>
    /// <exception cref="InputException">The plan cannot be written.</exception>
    public void AddJob(long job)
    {
        Plan = Plan with { Jobs = [.. Plan.Jobs, job] };
        WritePlan();
    }

    /// <summary>The parts, first to last.</summary>
    public IEnumerable<Shard> Shards => Enumerable.Range(1, Plan.Records.Count).Select(i => Shard.Of(i, Plan.Records.Count));

    /// <summary>Folder of a finished part.</summary>
    public string PartOf(Shard shard) => Path.Combine(_shards, Name("part", shard));

    /// <summary>Whether a part is finished.</summary>
    public bool IsDone(Shard shard) => Directory.Exists(PartOf(shard));

    /// <summary>The parts that are not finished.</summary>
    public IReadOnlyList<Shard> Missing() => [.. Shards.Where(s => !IsDone(s))];

    /// <summary>Log of a part's tasks.</summary>
    internal string LogOf(Shard shard) => Path.Combine(Logs, FormattableString.Invariant($"shard-{shard.Index}.log"));

    /// <summary>Folders of the starts of a part's task that did not finish, in the order of their names.</summary>
    internal IReadOnlyList<string> AttemptsOf(Shard shard) =>
        [.. Directory.EnumerateDirectories(_shards, Name("attempt", shard) + "-*").Order(StringComparer.Ordinal)];

    /// <summary>A new folder for a start of a part's task.</summary>
    internal string NewAttempt(Shard shard)
    {
        string unique = $"{Environment.MachineName}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Path.GetRandomFileName()[..8]}";
        string folder = Path.Combine(_shards, $"{Name("attempt", shard)}-{unique}");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written ({e.Message})", e);
        }
        return folder;
    }

    /// <summary>Makes a finished attempt the part.</summary>
    /// <returns>False where another attempt was first; this one is as good and not needed.</returns>
    internal bool Publish(string attempt, Shard shard)
    {
        try
        {
            Directory.Move(attempt, PartOf(shard));
            return true;
        }
        catch (IOException) when (IsDone(shard))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{PartOf(shard)}: cannot be written ({e.Message})", e);
        }
    }

    private void WritePlan() => AtomicFile.WriteAllText(Path.Combine(Root, PlanFile), Plan.ToJson());

    private static string Name(string kind, Shard shard) => FormattableString.Invariant($"{kind}-{shard.Index:00000}");

    private static string RootOf(string run) => Path.Combine(Path.GetFullPath(run), "cluster");
}
