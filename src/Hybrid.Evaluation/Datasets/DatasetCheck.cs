namespace Hybrid.Evaluation.Datasets;

/// <summary>Finds files that are missing, unreadable or inconsistent before a run meets them.</summary>
public static class DatasetCheck
{
    /// <summary>Looks at every file's presence and reads the small ground truth; opens no image. Takes microseconds a pair.</summary>
    public static IReadOnlyList<DatasetProblem> LookAt(IEnumerable<DatasetPair> pairs)
    {
        var problems = new List<DatasetProblem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (DatasetPair pair in pairs)
        {
            int before = problems.Count;
            foreach (string file in pair.Files.Where(seen.Add))
            {
                var info = new FileInfo(file);
                if (!info.Exists)
                    problems.Add(new DatasetProblem(pair.Name, $"{file}: is missing"));
                else if (info.Length == 0)
                    problems.Add(new DatasetProblem(pair.Name, $"{file}: is empty"));
            }
            if (problems.Count == before && pair.TruthKind is "homography" or "points" or "scene-points")
                Try(problems, pair, () => pair.LoadTruth());
        }
        return problems;
    }

    /// <summary>Reads every image and ground truth.</summary>
    public static IReadOnlyList<DatasetProblem> ReadAll(IPairDataset dataset, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DatasetProblem> missing = LookAt(dataset.Pairs);
        var broken = missing.Select(p => p.Pair).ToHashSet(StringComparer.Ordinal);
        var problems = new List<DatasetProblem>(missing);
        foreach (DatasetPair pair in dataset.Pairs.Where(p => !broken.Contains(p.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Try(problems, pair, () =>
            {
                using ImagePair images = pair.LoadImages();
                TruthConsistency.Check(pair, new LabelledPair(images, pair.LoadTruth()));
            });
        }
        return problems;
    }

    /// <summary>Refuses a run over pairs that <see cref="LookAt"/> finds fault with.</summary>
    /// <exception cref="InputException">Names the first problem and counts the others.</exception>
    public static void RequireUsable(IEnumerable<DatasetPair> pairs)
    {
        IReadOnlyList<DatasetProblem> problems = LookAt(pairs);
        if (problems.Count > 0)
            throw new InputException(problems.Count == 1
                ? $"{problems[0].Message} (pair {problems[0].Pair})"
                : $"{problems[0].Message} (pair {problems[0].Pair}), and {problems.Count - 1} more problems; 'hybrid datasets check' lists them");
    }

    private static void Try(List<DatasetProblem> problems, DatasetPair pair, Action read)
    {
        try
        {
            read();
        }
        catch (InputException e)
        {
            problems.Add(new DatasetProblem(pair.Name, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new DatasetProblem(pair.Name, $"{pair.PathA}: cannot be read ({e.Message})"));
        }
    }
}
