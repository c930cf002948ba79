using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// By how many quarter turns cameras were held differently: a photograph taken upright among others taken across, or one
/// whose pixels were turned, has the same camera but for a quarter turn about its optical axis.
/// </summary>
internal static class QuarterTurns
{
    private static readonly Homography Back = new(0, 1, 0, -1, 0, 0, 0, 0, 1);

    /// <summary>
    /// Quarter turns of each camera against the first, 0..3, clockwise as it sees: taken from neighbour to neighbour by
    /// the angle between optical axes, since the roll between views that look in opposite directions is not defined.
    /// </summary>
    /// <param name="rotations">Camera to world; at least one.</param>
    public static int[] Between(IReadOnlyList<Homography> rotations)
    {
        var turns = new int[rotations.Count];
        var nearest = new int[rotations.Count];
        double[] likeness = [.. rotations.Select(r => Cosine(r, rotations[0]))];
        var left = Enumerable.Range(1, rotations.Count - 1).ToList();
        while (left.Count > 0)
        {
            int next = left.MaxBy(i => likeness[i]);
            left.Remove(next);
            Homography between = Pose.Transpose(rotations[nearest[next]]) * rotations[next];
            double roll = Math.Atan2(between.M21 - between.M12, between.M11 + between.M22);
            turns[next] = (turns[nearest[next]] + (int)Math.Round(roll / (Math.PI / 2)) + 4) % 4;
            foreach (int i in left)
            {
                if (Cosine(rotations[i], rotations[next]) is double own && own > likeness[i])
                    (likeness[i], nearest[i]) = (own, next);
            }
        }
        return turns;
    }

    /// <summary>A camera turned back by quarter turns about its optical axis.</summary>
    public static Homography Undo(Homography rotation, int turns)
    {
        for (int i = 0; i < turns; i++)
            rotation *= Back;
        return rotation;
    }

    /// <summary>Of the angle between two optical axes.</summary>
    private static double Cosine(in Homography a, in Homography b) => a.M13 * b.M13 + a.M23 * b.M23 + a.M33 * b.M33;
}
