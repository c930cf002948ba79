using Hybrid.Alignment;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class AttemptSupportTests
{
    private static readonly Size Image = new(640, 480);

    [Theory]
    [InlineData(0.33, 0.60, 0.35, 0.70, 40, true)]    // descriptors see more under the other, gradients no less
    [InlineData(0.33, 0.60, 0.35, 0.70, 1, false)]    // which is the same homography
    [InlineData(0.50, 0.60, 0.35, 0.70, 40, false)]   // gradients see less there
    [InlineData(0.35, 0.70, 0.33, 0.60, 40, false)]   // it is the better one
    [InlineData(0.20, null, 0.60, null, 40, true)]    // gradients alone
    [InlineData(0.20, 0.60, 0.60, null, 40, true)]    // descriptors of one alone say nothing
    [InlineData(0.53, null, 0.54, 0.97, 40, false)]
    public void A_homography_is_outdone_where_clearly_more_agrees_under_another(double gradients, double? descriptors, double otherGradients, double? otherDescriptors, double shift, bool outdone)
    {
        Candidate one = Found(0, gradients, descriptors), other = Found(shift, otherGradients, otherDescriptors);
        Assert.Equal(outdone, AttemptSupport.IsOutdone(one, [other], Image));
        Assert.False(AttemptSupport.IsOutdone(one, [one], Image));
    }

    [Fact]
    public void One_that_is_seen_at_few_places_outdoes_nothing()
    {
        Candidate few = Found(40, 0.9, null, places: 50);
        Assert.False(AttemptSupport.IsOutdone(Found(0, 0.3, null), [few], Image));
    }

    private static Candidate Found(double shift, double gradients, double? descriptors, int places = 900)
    {
        ShiftAgreement Agreement(double share) => new() { Places = places, Agreement = share, Chance = 0.2, Peak = ShiftPeak.Unknown, Extent = share };
        ShiftAgreement? described = descriptors is { } d ? Agreement(d) : null;
        var everywhere = new OverlapEvidence
        {
            Gradients = Agreement(gradients), MovedGradients = Agreement(gradients), Still = 0, Claimed = places, Unmoved = 0, Step = 8, Descriptors = described, MovedDescriptors = described,
        };
        var verdict = new AlignmentVerdict(0.9, ReasonCode.Verified, new VerificationEvidence { Overlap = 0.9, Everywhere = everywhere }, "");
        return new Candidate(new RobustModel(Homography.Translation(shift, 0), []), verdict, 20, "test", CandidateSource.ClassicalFeatures);
    }
}
