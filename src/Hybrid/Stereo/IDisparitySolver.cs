using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>The dense step of a stereo method, on a pair that is rectified as well as it can be.</summary>
public interface IDisparitySolver
{
    /// <summary>Name in the catalogue and in reports.</summary>
    string Name { get; }

    /// <summary>Solves for the left image's disparity.</summary>
    /// <param name="left">Left image, 8-bit BGR or grey.</param>
    /// <param name="right">Right image, same type and size.</param>
    /// <param name="survey">What sparse matches say, in the frame of these images.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken);
}
