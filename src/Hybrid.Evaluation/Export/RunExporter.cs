using System.Globalization;
using System.Text;
using CsvHelper;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Formats;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Export;

/// <summary>
/// Writes results in files that other tools read: <c>records.csv</c> (one row a record); for each method a folder with
/// <c>homographies.yml</c> (OpenCV's FileStorage), <c>matches.txt</c> and <c>keypoints/</c> (for COLMAP, <see cref="ColmapFiles"/>), and for
/// each pair <c>matches/PAIR.npy</c> (N×4 float64: x and y in A, x and y in B) and, of whole answers, <c>flow/PAIR.npy</c> (H×W×2 float32) and
/// <c>flow/PAIR.flo</c>. <c>images.txt</c> names the folder of the images, COLMAP's <c>image_path</c>.
/// </summary>
public static class RunExporter
{
    /// <summary>Exports a run; of several seeds the first.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="pairs">Its pairs by id, for the names of images; of others COLMAP gets no matches.</param>
    /// <param name="target">Folder to write into; made where it is missing.</param>
    /// <returns>What was left out, and why, a line each.</returns>
    /// <exception cref="InputException">The run is damaged or the target cannot be written to.</exception>
    public static IReadOnlyList<string> Export(string folder, IReadOnlyDictionary<string, DatasetPair> pairs, string target)
    {
        int seed = RunFolder.ReadRun(folder).Config.Seed;
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
            var images = new ImageNames(pairs);
            AtomicFile.WriteAllText(Path.Combine(target, "images.txt"), images.Folder + "\n");
            var methods = new Dictionary<string, MethodFiles>(StringComparer.Ordinal);
            ResultReader.ReadFolder(folder, (in ResultLine line) =>
            {
                if (line.Seed != seed)
                    return;
                PairRecord record = line.ToRecord();
                if (!methods.TryGetValue(record.Method, out MethodFiles? files))
                    methods[record.Method] = files = new MethodFiles(Path.Combine(target, SafeName(record.Method)), images);
                using Prediction? stored = PredictionStore.Load(folder, record.Pair, record.Method, record.Seed);
                files.Add(record, stored);
            });
            return [.. methods.SelectMany(m => m.Value.Finish(m.Key))];
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
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        using CsvWriter csv = CsvText.Writer(text);
        csv.WriteRecord(["pair", "method", "seed", "truth", "tier", "status", "confidence", "ms", "peak_mb", "tags", .. columns]);
        ResultReader.ReadFolder(folder, (in ResultLine line) =>
        {
            string[] fields =
            [
                line.Pair, line.Method, line.Seed.ToString(CultureInfo.InvariantCulture), line.Truth, line.Tier, line.Ok ? "ok" : "failed", Number(line.Confidence),
                Number(line.Milliseconds), Number(line.PeakMegabytes), line.Tags, .. new string[columns.Length],
            ];
            for (int c = 0; c < columns.Length; c++)
            {
                int i = line.Names.IndexOf(columns[c]);
                fields[fields.Length - columns.Length + c] = i < 0 ? "" : double.IsInfinity(line.Values[i]) ? "inf" : Number(line.Values[i]);
            }
            csv.WriteRecord(fields);
        });
    });

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
