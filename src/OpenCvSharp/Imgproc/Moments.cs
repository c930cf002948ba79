using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Spatial, central and normalized central moments up to the third order.</summary>
public class Moments
{
    public Moments()
    {
    }

    internal Moments(in Native n)
    {
        M00 = n.M00;
        M10 = n.M10;
        M01 = n.M01;
        M20 = n.M20;
        M11 = n.M11;
        M02 = n.M02;
        M30 = n.M30;
        M21 = n.M21;
        M12 = n.M12;
        M03 = n.M03;
        Mu20 = n.Mu20;
        Mu11 = n.Mu11;
        Mu02 = n.Mu02;
        Mu30 = n.Mu30;
        Mu21 = n.Mu21;
        Mu12 = n.Mu12;
        Mu03 = n.Mu03;
        Nu20 = n.Nu20;
        Nu11 = n.Nu11;
        Nu02 = n.Nu02;
        Nu30 = n.Nu30;
        Nu21 = n.Nu21;
        Nu12 = n.Nu12;
        Nu03 = n.Nu03;
    }

    public double M00 { get; set; }
    public double M10 { get; set; }
    public double M01 { get; set; }
    public double M20 { get; set; }
    public double M11 { get; set; }
    public double M02 { get; set; }
    public double M30 { get; set; }
    public double M21 { get; set; }
    public double M12 { get; set; }
    public double M03 { get; set; }
    public double Mu20 { get; set; }
    public double Mu11 { get; set; }
    public double Mu02 { get; set; }
    public double Mu30 { get; set; }
    public double Mu21 { get; set; }
    public double Mu12 { get; set; }
    public double Mu03 { get; set; }
    public double Nu20 { get; set; }
    public double Nu11 { get; set; }
    public double Nu02 { get; set; }
    public double Nu30 { get; set; }
    public double Nu21 { get; set; }
    public double Nu12 { get; set; }
    public double Nu03 { get; set; }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Native
    {
        public double M00, M10, M01, M20, M11, M02, M30, M21, M12, M03, Mu20, Mu11, Mu02, Mu30, Mu21, Mu12, Mu03, Nu20, Nu11, Nu02, Nu30, Nu21, Nu12, Nu03;
    }
}
