using System.Globalization;
using System.Text;
using Hybrid.Alignment;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Export;

/// <summary>The exported files of one method.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="images">Names of the pairs' images.</param>
internal sealed class MethodFiles(string folder, ImageNames images)
{
    private readonly StringBuilder _homographies = new("%YAML:1.0\n---\n");
    private readonly ColmapFiles _colmap = new();
    private readonly Dictionary<string, int> _omissions = new(StringComparer.Ordinal);
    private int _sampled;

    /// <summary>Adds a record: failures have no homography and no matches.</summary>
    public void Add(PairRecord record, Prediction? stored)
    {
        if (!record.Ok)
            return;
        string name = RunExporter.SafeName(record.Pair);
        if (record.Homography is { } h)
        {
            _homographies.Append(CultureInfo.InvariantCulture, $"{Key(name)}: !!opencv-matrix\n   rows: 3\n   cols: 3\n   dt: d\n   data: [ ")
                .AppendJoin(", ", h.Select(v => v.ToString("E16", CultureInfo.InvariantCulture))).Append(" ]\n");
        }
        AlignmentResult? alignment = (stored as AlignmentPrediction)?.Alignment;
        double[][] matches = alignment is null ? [.. record.Matches] : [.. alignment.Inliers.Select(m => new[] { m.A.X, m.A.Y, m.B.X, m.B.Y })];
        if (matches.Length > 0)
        {
            NpyFile.Write<double>(In("matches", name + ".npy"), matches.SelectMany(m => m).ToArray(), matches.Length, 4);
            bool isSample = alignment is null && matches.Length == PairRecord.MaxMatches;
            _sampled += isSample ? 1 : 0;
            string? omitted = images.Of(record.Pair) is var (a, b) ? _colmap.Add(a, b, matches) : "its images are no longer where they were";
            if (omitted is not null)
                _omissions[omitted] = _omissions.GetValueOrDefault(omitted) + 1;
        }
        if (alignment?.Flow is { } flow)
        {
            NpyFile.Write<float>(In("flow", name + ".npy"), flow.Data, flow.Height, flow.Width, 2);
            FloFile.Write(In("flow", name + ".flo"), flow);
        }
    }

    /// <summary>Writes what was gathered over all pairs.</summary>
    /// <param name="method">The method, for the notes.</param>
    /// <returns>What COLMAP's files lack, and why, a line each.</returns>
    public IReadOnlyList<string> Finish(string method)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteAllText(Path.Combine(folder, "homographies.yml"), _homographies.ToString());
        _colmap.Write(folder);
        return
        [
            .. _omissions.Select(o => string.Create(CultureInfo.InvariantCulture, $"{method}: {o.Value} pairs have no matches for COLMAP: {o.Key}")),
            .. _sampled == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{method}: of {_sampled} pairs the run kept {PairRecord.MaxMatches} inliers; evaluate with --keep dense to export all")],
        ];
    }

    /// <summary>A key of FileStorage begins with a letter and holds letters, digits, dashes and underscores.</summary>
    private static string Key(string name) => "H_" + name.Replace('.', '_');

    private string In(string kind, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        return Path.Combine(folder, kind, name);
    }
}
