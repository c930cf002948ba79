using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Cluster.Slurm;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster submit</c>: writes the plan and the batch script of a run, and submits it.</summary>
internal static class SubmitCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shards = new Option<int>("--shards") { Description = "Number of parts; 'hybrid cluster plan' says how many are good.", HelpName = "N", DefaultValueFactory = _ => 64 };
        var output = new Option<string>("--output", "-o") { Description = "Run folder, seen alike from every node.", HelpName = "run", Required = true };
        var partition = new Option<string?>("--partition") { Description = "Partition of the cluster.", HelpName = "name" };
        var time = new Option<string?>("--time") { Description = "Time limit of a part.", HelpName = "h:mm:ss" };
        var memory = new Option<string?>("--mem") { Description = "Memory of a part.", HelpName = "size" };
        var devices = new Option<string?>("--gres") { Description = "Devices of a part, as gpu:1.", HelpName = "list" };
        var container = new Option<string?>("--container") { Description = "OCI bundle that the parts run in, as sbatch takes it.", HelpName = "dir" };
        var program = new Option<string?>("--program") { Description = "Command that starts the program on the nodes, as \"apptainer exec hybrid.sif hybrid\"; by default this program where it lies.", HelpName = "command" };
        var dry = new Option<bool>("--dry-run") { Description = "Write plan and script and submit nothing: for other schedulers, or to read it first." };
        Option<bool> json = CommonOptions.Json();
        shards.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1_000_000));
        var command = new Command("submit", "Writes a readable sbatch array script of a run, a part a task, and submits it.");
        RunOptions run = RunOptions.AddTo(command);
        foreach (Option option in (Option[])[shards, output, partition, time, memory, devices, container, program, dry, json])
            command.Options.Add(option);
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction(result =>
        {
            AlignerSettings settings = compute.Settings(result);
            var slurm = new SlurmOptions
            {
                Partition = result.GetValue(partition),
                Time = result.GetValue(time),
                Memory = result.GetValue(memory),
                Devices = result.GetValue(devices),
                Container = result.GetValue(container),
                Cores = Math.Max(1, settings.Threads),
                Program = result.GetValue(program) ?? string.Join(' ', OwnProgram.Words.Select(ShellWord.Of)),
                Arguments = compute.Device(result) is { } device ? " --device " + device : "",
            };
            return Submit(
                run.Names(result), run.Settings(result, settings), result.GetValue(output)!, result.GetValue(shards), slurm, result.GetValue(dry), result.GetValue(json),
                result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        });
        return command.WithExamples(
            "hybrid cluster submit path/to/pairs --methods classic,neural --shards 64 --partition short --time 1:00:00 --mem 4G --threads 2 -o runs/big",
            "hybrid cluster submit path/to/pairs --shards 8 --dry-run -o runs/big     the script alone, in runs/big/cluster");
    }

    private static int Submit(
        string[] names, RunSettings settings, string run, int shards, SlurmOptions slurm, bool dry, bool json, TextWriter output, TextWriter error)
    {
        if (!dry && !SlurmClient.IsInstalled)
            throw new InputException("sbatch is not on PATH, so that this machine reaches no Slurm cluster; --dry-run writes plan and script alone");
        ClusterFolder folder;
        using (new ProgressLine(error, "looking at the pairs"))
        {
            IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(names);
            settings = RunOptions.WithMethods(settings, datasets);
            foreach (SkippedPairs skipped in new EvaluationRunner(settings).Skipped(datasets))
                error.WriteLine($"skipped: {skipped}");
            DatasetCheck.RequireUsable(EvaluationRunner.PairsOf(datasets, settings).Select(p => p.Pair));
            folder = ClusterFolder.Create(run, datasets, settings, names, shards);
        }
        long? job;
        try
        {
            AtomicFile.WriteAllText(folder.Script, BatchScript.Text(folder, slurm));
            job = dry ? null : SubmitTo(folder, null);
        }
        catch
        {
            folder.Discard();
            throw;
        }
        if (json)
            ClusterJsonOutput.PrintJob(output, folder, job, folder.Shards.Select(s => s.Index));
        else
            output.WriteLine(job is { } id
                ? string.Create(CultureInfo.InvariantCulture, $"job {id}: {folder.Plan.Records.Count} parts, {folder.Plan.Records.Sum()} records; hybrid cluster status {ShellWord.Of(run)}")
                : string.Create(CultureInfo.InvariantCulture, $"{folder.Plan.Records.Count} parts, {folder.Plan.Records.Sum()} records; sbatch {ShellWord.Of(folder.Script)}"));
        return ExitCodes.Done;
    }

    /// <summary>Submits the script and notes the job.</summary>
    /// <param name="folder">The cluster run.</param>
    /// <param name="tasks">Indices of the tasks; null for all.</param>
    public static long SubmitTo(ClusterFolder folder, string? tasks)
    {
        long job = SlurmClient.Submit(folder.Script, tasks);
        folder.AddJob(job);
        return job;
    }
}
