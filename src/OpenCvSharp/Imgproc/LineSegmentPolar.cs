namespace OpenCvSharp;

public record struct LineSegmentPolar(float Rho, float Theta)
{
    public float Rho = Rho;
    public float Theta = Theta;
}
