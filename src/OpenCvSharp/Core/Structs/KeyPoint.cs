using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct KeyPoint(Point2f Pt, float Size, float Angle = -1, float Response = 0, int Octave = 0, int ClassId = -1)
{
    public Point2f Pt = Pt;
    public float Size = Size;
    public float Angle = Angle;
    public float Response = Response;
    public int Octave = Octave;
    public int ClassId = ClassId;

    public KeyPoint(float x, float y, float size, float angle = -1, float response = 0, int octave = 0, int classId = -1)
        : this(new Point2f(x, y), size, angle, response, octave, classId)
    {
    }
}
