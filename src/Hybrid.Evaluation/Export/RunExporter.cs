using System.Globalization;
using System.Text;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Export;

/// <summary>
/// Writes results in files that other tools read: <c>records.csv</c> (one row a record); for each method a folder with
/// <c>homographies.yml</c> (OpenCV's FileStorage), <c>matches.txt</c> and <c>keypoints/</c> (COLMAP's raw matches and features), and for
/// each pair <c>matches/PAIR.npy</c> (N×4 float64: x and y in A, x and y in B) and, of whole answers, <c>flow/PAIR.npy</c> (H×W×2 float32) and
/// <c>flow/PAIR.flo</c>.
/// </summary>
public static class RunExporter
{
    /// <summary>Exports a run; of several seeds the first.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="pairs">Its pairs by id, for the names of images; pairs that are missing are named by their id.</param>
    /// <param name="target">Folder to write into; made where it is missing.</param>
    /// <exception cref="InputException">The run is damaged or the target cannot be written to.</exception>
    public static void Export(string folder, IReadOnlyDictionary<string, DatasetPair> pairs, string target)
    {
        int seed = RunConfiguration.Parse(RunFolder.ReadRun(folder)).Content["seed"]!.GetValue<int>();
        var columns = new SortedSet<string>(MethodSummarizer.TableOrder);
        ResultReader.ReadFolder(folder, (in ResultLine line) =>
        {
            foreach (string name in line.Names)
                columns.Add(name);
        });
        try
        {
            Directory.CreateDirectory(target);
            WriteCsv(folder, target, [.. columns]);
            var methods = new Dictionary<string, MethodFiles>(StringComparer.Ordinal);
            ResultReader.ReadFolder(folder, (in ResultLine line) =>
            {
                if (line.Seed != seed)
                    return;
                PairRecord record = PairRecordJson.Read(line.Json);
                if (!methods.TryGetValue(record.Method, out MethodFiles? files))
                    methods[record.Method] = files = new MethodFiles(Path.Combine(target, SafeName(record.Method)));
                using Prediction? stored = PredictionStore.Load(folder, record.Pair, record.Method, record.Seed);
                files.Add(record, stored, pairs.GetValueOrDefault(record.Pair));
            });
            foreach (MethodFiles files in methods.Values)
                files.Finish();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target}: cannot be written ({e.Message})", e);
        }
    }

    /// <summary>A name for a file: letters, digits, dots, dashes and underscores stay, all else becomes an underscore.</summary>
    internal static string SafeName(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));

    private static void WriteCsv(string folder, string target, string[] columns) => AtomicFile.Write(Path.Combine(target, "records.csv"), stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("pair,method,seed,truth,tier,status,confidence,ms,peak_mb," + string.Join(',', columns));
        ResultReader.ReadFolder(folder, (in ResultLine line) =>
        {
            text.Write(string.Create(CultureInfo.InvariantCulture,
                $"{SummaryWriter.Quoted(line.Pair)},{SummaryWriter.Quoted(line.Method)},{line.Seed},{line.Truth},{line.Tier},{(line.Ok ? "ok" : "failed")},{Number(line.Confidence)},{Number(line.Milliseconds)},{Number(line.PeakMegabytes)}"));
            foreach (string column in columns)
            {
                int i = line.Names.IndexOf(column);
                text.Write(',');
                text.Write(i < 0 ? "" : double.IsInfinity(line.Values[i]) ? "inf" : Number(line.Values[i]));
            }
            text.WriteLine();
        });
    });

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
