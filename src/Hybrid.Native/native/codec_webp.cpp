#include "codecs.hpp"
#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>
#include <memory>
#include <opencv2/imgproc.hpp>

namespace codecs
{
    namespace
    {
        WebPBitstreamFeatures features(Bytes file)
        {
            WebPBitstreamFeatures f;
            if (WebPGetFeatures(file.data, file.size, &f) != VP8_STATUS_OK)
                throw Failure("the WebP header is cut short or corrupt");
            check_size(f.width, f.height);
            return f;
        }

        void decode(const uchar* data, size_t size, cv::Mat out)
        {
            const auto room = out.step[0] * static_cast<size_t>(out.rows - 1) + out.elemSize() * static_cast<size_t>(out.cols);
            const int step = static_cast<int>(out.step[0]);
            if (!(out.channels() == 4 ? WebPDecodeBGRAInto(data, size, out.data, room, step) : WebPDecodeBGRInto(data, size, out.data, room, step)))
                throw Failure("the WebP pixels are cut short or corrupt");
        }

        // ICC profile ("ICCP") or EXIF block ("EXIF") of the container.
        std::vector<uchar> chunk(Bytes file, const char* name)
        {
            std::vector<uchar> v;
            const WebPData data{file.data, file.size};
            std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> demux(WebPDemux(&data), WebPDemuxDelete);
            WebPChunkIterator it;
            if (demux && WebPDemuxGetChunk(demux.get(), name, 1, &it))
            {
                v.assign(it.chunk.bytes, it.chunk.bytes + it.chunk.size);
                WebPDemuxReleaseChunkIterator(&it);
            }
            return v;
        }

        // Straight into its place on the canvas; what it leaves free stays transparent black.
        cv::Mat first_frame(Bytes file, cv::Size canvas, bool alpha)
        {
            const WebPData data{file.data, file.size};
            std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> demux(WebPDemux(&data), WebPDemuxDelete);
            WebPIterator it;
            if (!demux || !WebPDemuxGetFrame(demux.get(), 1, &it))
                throw Failure("the WebP animation is cut short or corrupt");
            std::unique_ptr<WebPIterator, void (*)(WebPIterator*)> frame(&it, WebPDemuxReleaseIterator);
            const cv::Rect place(it.x_offset, it.y_offset, it.width, it.height);
            if (place.width <= 0 || place.height <= 0 || (place & cv::Rect({0, 0}, canvas)) != place)
                throw Failure("the first WebP frame leaves its canvas");
            cv::Mat out(canvas, alpha ? CV_8UC4 : CV_8UC3, cv::Scalar::all(0));
            decode(it.fragment.bytes, it.fragment.size, out(place));
            return out;
        }
    }

    cv::Mat decode_webp(Bytes file, const Wanted& wanted, int& orientation)
    {
        const auto f = features(file);
        check_plausible(f.width, f.height, file);
        const auto exif = chunk(file, "EXIF");
        orientation = exif_orientation(exif.data(), exif.size());
        const bool alpha = f.has_alpha && wanted.keep_alpha();
        if (f.has_animation)
            return first_frame(file, {f.width, f.height}, alpha);
        cv::Mat out(f.height, f.width, alpha ? CV_8UC4 : CV_8UC3);
        decode(file.data, file.size, out);
        return out;
    }

    void probe_webp(Bytes file, Probe& p)
    {
        const auto f = features(file);
        p.info.width = f.width;
        p.info.height = f.height;
        p.info.bitDepth = 8;
        p.info.hasAlpha = f.has_alpha;
        p.info.channels = f.has_alpha ? 4 : 3;
        p.info.animated = f.has_animation;
        p.icc = chunk(file, "ICCP");
        p.exif = chunk(file, "EXIF");
    }

    std::vector<uchar> encode_webp(const cv::Mat& image, const Settings& settings)
    {
        cv::Mat m = image;
        if (m.channels() == 1)
            cv::cvtColor(m, m, cv::COLOR_GRAY2BGR);
        const int quality = settings.get(64, 101), step = static_cast<int>(m.step[0]);
        const bool alpha = m.channels() == 4, lossless = quality > 100;
        uchar* out = nullptr;
        const size_t n = lossless ? (alpha ? WebPEncodeLosslessBGRA(m.data, m.cols, m.rows, step, &out) : WebPEncodeLosslessBGR(m.data, m.cols, m.rows, step, &out))
                         : alpha ? WebPEncodeBGRA(m.data, m.cols, m.rows, step, static_cast<float>(std::max(quality, 1)), &out)
                                 : WebPEncodeBGR(m.data, m.cols, m.rows, step, static_cast<float>(std::max(quality, 1)), &out);
        std::unique_ptr<uchar, void (*)(void*)> owner(out, WebPFree);
        if (n == 0)
            throw Failure("WebP refused the image: its sides are at most 16383 pixels");
        return {out, out + n};
    }
}
