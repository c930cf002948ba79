using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class PlaneModelSelectionTests
{
    public static TheoryData<PlaneModel, Homography> Truths => new()
    {
        { PlaneModel.Translation, Homography.Translation(35, -12) },
        { PlaneModel.Similarity, Homography.Translation(90, 20) * Rotation(0.3) * Homography.Resize(1.2, 1.2) },
        { PlaneModel.Affine, new Homography(1.1, 0.2, 30, -0.1, 0.8, 60, 0, 0, 1) },
        { PlaneModel.Homography, Graf13 },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    public void The_kind_of_map_that_made_the_matches_ranks_first(PlaneModel model, Homography truth)
    {
        int right = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var r = new RandomGeometry(seed);
            PointMatch[] matches = r.Matches(truth, 120, 0.8, 0.8);
            for (int i = 0; i < 25; i++)
                matches[i] = new(matches[i].A, new Point2d(r.Uniform(0, 800), r.Uniform(0, 600)), 1);
            right += PlaneModelSelection.Rank(truth, matches, 0.8)[0].Model == model ? 1 : 0;
        }
        Assert.True(right >= 18, $"{right} of 20");
    }

    [Fact]
    public void Models_that_the_matches_do_not_determine_are_left_out()
    {
        IReadOnlyList<PlaneModelFit> fits = PlaneModelSelection.Rank(Graf12, new RandomGeometry(1).Matches(Graf12, 3), 1);
        Assert.DoesNotContain(fits, f => f.Model == PlaneModel.Homography);
        Assert.Empty(PlaneModelSelection.Rank(Graf12, [], 1));
    }
}
