using System.Text.Json;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// A folder of results: <c>run.json</c> says what was run, <c>pairs.ndjson</c> grows line by line. A process that dies
/// at any moment leaves a folder that the next start continues.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private FileStream _pairs;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();

    private RunFolder(string path, FileStream pairs, FileStream exclusive, HashSet<(string, string, int)> done)
    {
        _lock = exclusive;
        Path = path;
        _pairs = pairs;
        Done = done;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Pair, method and seed of every record that was there when the folder was opened.</summary>
    public IReadOnlySet<(string Pair, string Method, int Seed)> Done { get; }

    /// <summary>Name of the file of a run folder that holds a record a line.</summary>
    public const string PairsFile = "pairs.ndjson";

    /// <summary>Name of the file of a run folder that says what was run.</summary>
    public const string RunFile = "run.json";

    // The system frees its lock however the process ends, and readers of the records need none.
    private const string LockFile = ".lock";

    /// <summary>
    /// Creates the folder, or opens it to continue the same run. Methods that the folder does not have are added to it; those that it
    /// has must be named too (<see cref="MethodsIn"/>), so that a folder is always a run of all of its methods.
    /// </summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="configuration">What is run.</param>
    /// <param name="shard">Which part of it.</param>
    /// <param name="sources">Where the datasets are, so that a report can show their images.</param>
    /// <exception cref="InputException">
    /// It holds another configuration, is being written by another process, is damaged, or cannot be written to.
    /// </exception>
    public static RunFolder Open(string path, RunConfiguration configuration, Shard shard, IReadOnlyList<string>? sources = null)
    {
        try
        {
            Directory.CreateDirectory(path);
            string runFile = System.IO.Path.Combine(path, RunFile);
            string pairsFile = System.IO.Path.Combine(path, PairsFile);
            if (File.Exists(runFile))
                RequireSame(path, ReadRun(path), configuration, shard);
            else if (File.Exists(pairsFile))
                throw new InputException($"{path}: has {PairsFile} but no {RunFile}, so what was run there is not known; choose another folder");
            // First of all, so that no moment leaves records of an unknown run.
            if (!File.Exists(runFile))
                AtomicFile.WriteAllText(runFile, RunDescription.Of(configuration, shard, sources ?? []).ToJson());
            FileStream exclusive = Exclusive(path);
            FileStream? pairs = null;
            try
            {
                AddMethods(path, configuration, shard);
                pairs = new FileStream(pairsFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
                HashSet<(string, string, int)> done = Recover(pairsFile, pairs);
                return new RunFolder(path, pairs, exclusive, done);
            }
            catch
            {
                pairs?.Dispose();
                exclusive.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Specs of the methods of the run in a folder, in the order of tables; none where there is no run.</summary>
    /// <exception cref="InputException">Its <c>run.json</c> is damaged.</exception>
    public static IReadOnlyList<string> MethodsIn(string path) => File.Exists(System.IO.Path.Combine(path, RunFile)) ? ReadRun(path).Config.Methods : [];

    /// <summary>Keeps every other process from writing to a run folder, until disposed.</summary>
    /// <exception cref="InputException">It is no run folder, another process is writing there, or it cannot be written to.</exception>
    public static IDisposable Lock(string path)
    {
        ReadRun(path);
        try
        {
            return Exclusive(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Reads the <c>run.json</c> of a folder.</summary>
    /// <exception cref="InputException">There is none, or it is damaged.</exception>
    public static RunDescription ReadRun(string path)
    {
        string file = System.IO.Path.Combine(path, RunFile);
        if (!File.Exists(file))
            throw new InputException($"{path}: is not a run folder (no {RunFile} in it)");
        try
        {
            return RunDescription.Parse(TextFile.Read(file));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"{file}: is damaged ({e.Message.Split('\n')[0].TrimEnd('.', '\r')})", e);
        }
    }

    /// <summary>Notes how many records this folder is to hold, by which a merge knows whether it is complete.</summary>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public void Expect(int records)
    {
        RunDescription run = ReadRun(Path);
        if (run.Records != records)
            AtomicFile.WriteAllText(System.IO.Path.Combine(Path, RunFile), (run with { Records = records }).ToJson());
    }

    /// <summary>Appends a record and hands it to the operating system before returning: a kill loses nothing that was appended.</summary>
    /// <exception cref="InputException">The disk is full or the folder was taken away.</exception>
    public void Append(PairRecord record)
    {
        byte[] line = PairRecordJson.Write(record);
        try
        {
            lock (_gate)
            {
                _pairs.Write(line);
                _pairs.Flush();
            }
        }
        catch (IOException e)
        {
            throw new InputException($"{Path}: cannot be written ({e.Message}); what was recorded is kept, run again to continue", e);
        }
    }

    /// <summary>Puts the records of a finished run into their order (<see cref="RecordOrder"/>), in which threads did not write them.</summary>
    /// <param name="methods">The methods in the order of tables.</param>
    /// <exception cref="InputException">The folder cannot be written to; its records are as they were.</exception>
    internal void Arrange(IReadOnlyList<string> methods)
    {
        lock (_gate)
        {
            if (RecordOrder.Holds(Path, methods))
                return;
            AtomicFile.Write(_pairs.Name, output => RecordOrder.Write([Path], methods, output));
            _pairs.Dispose();
            _pairs = new FileStream(_pairs.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            _pairs.Position = _pairs.Length;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pairs.Dispose();
        _lock.Dispose();
    }

    private static FileStream Exclusive(string path) =>
        new(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static InputException Unwritable(string path, Exception e)
    {
        bool locked = e is IOException && e.Message.Contains("being used by another process", StringComparison.Ordinal);
        return new InputException(locked ? $"{path}: another process is writing there" : $"{path}: cannot be written ({e.Message})", e);
    }

    private static void RequireSame(string path, RunDescription run, RunConfiguration configuration, Shard shard)
    {
        bool holdsOthers = run.Config.Methods.Except(configuration.Methods).Any();
        if (holdsOthers || run.Config.Hash != (configuration with { Methods = run.Config.Methods }).Hash)
        {
            IEnumerable<string> differences = run.Config.DifferencesFrom(configuration).Where(d => d != "methods" || holdsOthers);
            throw new InputException($"{path}: holds results of another configuration (different: {string.Join(", ", differences)}); choose another folder with -o");
        }
        if (run.Shard != shard.ToString())
            throw new InputException($"{path}: holds shard {run.Shard}, not {shard}; choose another folder with -o");
    }

    private static void AddMethods(string path, RunConfiguration configuration, Shard shard)
    {
        // Read again: another process may have added some before the lock was ours.
        RunDescription run = ReadRun(path);
        RequireSame(path, run, configuration, shard);
        if (run.Config.Methods.Count < configuration.Methods.Count)
            AtomicFile.WriteAllText(System.IO.Path.Combine(path, RunFile), (run with { Config = configuration, ConfigHash = configuration.Hash, Records = null }).ToJson());
    }

    /// <summary>Reads what is there and cuts off the last line where the writer died in the middle of it.</summary>
    private static HashSet<(string, string, int)> Recover(string file, FileStream stream)
    {
        var done = new HashSet<(string, string, int)>();
        long end = ResultReader.Read(stream, file, (in ResultLine line) =>
        {
            if (!done.Add((line.Pair, line.Method, line.Seed)))
                throw new InputException($"{file}: '{line.Pair}' with {line.Method} stands twice; the file was not written by one run");
        });
        if (end < stream.Length)
            stream.SetLength(end);
        stream.Position = end;
        return done;
    }
}
