namespace Hybrid.Stereo;

/// <summary>How a lens bends the rays of a camera.</summary>
public enum LensModel
{
    /// <summary>Brown and Conrady's, as OpenCV has it: none, 1, 2, 4, 5, 8, 12 or 14 coefficients k1 k2 p1 p2 k3 k4 k5 k6 s1 s2 s3 s4 τx τy.</summary>
    Perspective,

    /// <summary>Kannala and Brandt's for fisheye lenses, θ(1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸), as OpenCV's fisheye module has it; Kalibr's and ROS's "equidistant".</summary>
    Fisheye,
}
