#include "shim.hpp"
#include <opencv2/photo.hpp>

using cv::Mat;

HCV photo_inpaint(Mat* src, Mat* mask, Mat* dst, double radius, int method) { return guard([&] { cv::inpaint(*src, *mask, *dst, radius, method); }); }
HCV photo_fastNlMeansDenoising(Mat* src, Mat* dst, float h, int templ, int search) { return guard([&] { cv::fastNlMeansDenoising(*src, *dst, h, templ, search); }); }
HCV photo_fastNlMeansDenoisingColored(Mat* src, Mat* dst, float h, float hColor, int templ, int search)
{
    return guard([&] { cv::fastNlMeansDenoisingColored(*src, *dst, h, hColor, templ, search); });
}
