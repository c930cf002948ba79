using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Core;
using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Infrastructure;

public sealed class AdviceTests
{
    private static readonly ReasonCode[] Successes = [ReasonCode.None, ReasonCode.Verified, ReasonCode.NotNeeded];

    // Why an image is not deblurred, which no alignment gives; improvement is lacking in both.
    private static readonly ReasonCode[] OfDeblurring = [.. Enum.GetValues<ReasonCode>().Where(r => DeblurWords.Of(r).Length > 0 && r != ReasonCode.NoImprovement)];

    public static TheoryData<ReasonCode> Failures() => [.. Enum.GetValues<ReasonCode>().Except(Successes).Except(OfDeblurring)];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_reason_of_a_failure_has_advice_of_its_own(ReasonCode reason)
    {
        Assert.NotEqual(Of(ReasonCode.None), Of(reason));
        Assert.DoesNotContain("degenerate", Of(reason), StringComparison.OrdinalIgnoreCase);
    }

    private static string Of(ReasonCode reason)
    {
        var textured = new Mat(8, 8, MatType.CV_8UC1, Scalar.All(0));
        textured.Set(3, 3, (byte)255);
        using var pair = new ImagePair("pair", textured, textured.Clone());
        return Advice.For(pair, new AlignmentResult { MethodRequested = "auto", MethodUsed = "classic", Status = ResultStatus.Failed, Reason = reason });
    }
}
