namespace Hybrid.Stitching.Registration;

/// <summary>Compares the chosen pairs, then runs the aligner's escalation for the likeliest pairs between parts that are not connected yet.</summary>
internal static class MatchStage
{
    /// <summary>One decision a pair, in order.</summary>
    public static List<PairDecision> Run(View[] views, StitchOptions options, StageCounter counter, CancellationToken cancellation)
    {
        var matcher = new PairMatcher(options);
        IReadOnlyList<(int A, int B)> chosen = PairSelection.Choose(views, options, cancellation);
        var decisions = new PairDecision[chosen.Count];
        ParallelOptions parallel = Concurrency.Options(options.Threads, cancellation);
        counter.Expect(chosen.Count);
        Parallel.For(0, chosen.Count, parallel, k =>
        {
            decisions[k] = matcher.Match(views[chosen[k].A], views[chosen[k].B]);
            counter.Step();
        });
        List<PairDecision> pairs = [.. decisions];
        LookCloser(views, pairs, matcher, counter, parallel);
        Escalate(views, pairs, matcher, cancellation);
        return pairs;
    }

    /// <summary>The decisions of an earlier run, changed as a person wants; only pairs that are forced without matches are compared.</summary>
    public static List<PairDecision> Recall(View[] views, IReadOnlyList<SourceImage> sources, StitchInstructions instructions, StitchOptions options, CancellationToken cancellation)
    {
        var matcher = new PairMatcher(options);
        Dictionary<string, View> byName = views.ToDictionary(v => sources[v.Index].Name, StringComparer.Ordinal);
        var pairs = new List<PairDecision>();
        foreach (KnownPair known in instructions.Pairs)
        {
            if (!byName.TryGetValue(known.A, out View? a) || !byName.TryGetValue(known.B, out View? b) || a == b)
                continue;
            (View first, View second, bool turned) = a.Index < b.Index ? (a, b, false) : (b, a, true);
            Geometry.Homography? h = turned ? known.Homography?.Inverse() : known.Homography;
            bool linked = known.Link switch { PairLink.Forbid => false, PairLink.Force => h is not null, _ => known.IsLinked && h is not null };
            var decision = new PairDecision
            {
                A = first.Index,
                B = second.Index,
                IsLinked = linked,
                Reason = linked ? ReasonCode.Verified : ReasonCode.VerificationFailed,
                Evidence = known.Link == PairLink.Auto ? "as an earlier run found" : $"as the project says: {known.Link.ToString().ToLowerInvariant()}",
                Confidence = known.Confidence,
                Homography = h,
                Inliers = turned ? [.. known.Inliers.Select(m => new PointMatch(m.B, m.A, m.Score))] : known.Inliers,
                MatchCount = known.Inliers.Count,
                Overlap = h?.OverlapFraction(first.Size, second.Size) ?? 0,
            };
            if (known.Link == PairLink.Force && h is null)
            {
                decision = matcher.Match(first, second);
                if (!decision.IsLinked)
                    decision = matcher.MatchFinely(first, second, decision);
                if (!decision.IsLinked)
                    decision = matcher.Escalate(first, second, decision, true, cancellation);
            }
            pairs.Add(decision);
        }
        return pairs;
    }

    /// <summary>
    /// Compares by finer features what may overlap but is not linked: pairs that agree on a homography, and where parts
    /// are not connected every pair between them.
    /// </summary>
    private static void LookCloser(View[] views, List<PairDecision> pairs, PairMatcher matcher, StageCounter counter, ParallelOptions parallel)
    {
        Dictionary<int, View> byIndex = views.ToDictionary(v => v.Index);
        var part = new Dictionary<int, int>();
        foreach (int[] component in new MatchGraph(views.Max(v => v.Index) + 1, pairs).Components())
            Array.ForEach(component, i => part[i] = component[0]);
        int[] weak = [.. Enumerable.Range(0, pairs.Count).Where(k => !pairs[k].IsLinked && (pairs[k].Homography is not null || part[pairs[k].A] != part[pairs[k].B]))];
        counter.Expect(weak.Length);
        Parallel.ForEach(weak, parallel, k =>
        {
            pairs[k] = matcher.MatchFinely(byIndex[pairs[k].A], byIndex[pairs[k].B], pairs[k]);
            counter.Step();
        });
    }

    private static void Escalate(View[] views, List<PairDecision> pairs, PairMatcher matcher, CancellationToken cancellation)
    {
        Dictionary<int, View> byIndex = views.ToDictionary(v => v.Index);
        int budget = views.Length == 2 ? 1 : Math.Min(views.Length, 8);
        foreach (PairDecision weak in pairs.Where(p => !p.IsLinked).OrderByDescending(p => p.Inliers.Count).ThenByDescending(p => p.MatchCount).ThenBy(p => p.A).ThenBy(p => p.B).ToArray())
        {
            if (budget == 0)
                return;
            int[][] components = [.. new MatchGraph(views.Max(v => v.Index) + 1, pairs).Components().Where(c => c.Any(byIndex.ContainsKey))];
            if (components.Length == 1)
                return;
            if (components.First(c => c.Contains(weak.A)).Contains(weak.B))
                continue;
            budget--;
            pairs[pairs.IndexOf(weak)] = matcher.Escalate(byIndex[weak.A], byIndex[weak.B], weak, views.Length == 2, cancellation);
        }
    }
}
