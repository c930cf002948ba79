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

        cv::Mat first_frame(Bytes file)
        {
            WebPAnimDecoderOptions options;
            WebPAnimDecoderOptionsInit(&options);
            options.color_mode = MODE_BGRA;
            const WebPData data{file.data, file.size};
            std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete);
            WebPAnimInfo info;
            uchar* pixels = nullptr;
            int timestamp = 0;
            if (!decoder || !WebPAnimDecoderGetInfo(decoder.get(), &info) || !WebPAnimDecoderGetNext(decoder.get(), &pixels, &timestamp))
                throw Failure("the WebP animation is cut short or corrupt");
            return cv::Mat(static_cast<int>(info.canvas_height), static_cast<int>(info.canvas_width), CV_8UC4, pixels).clone();
        }
    }

    cv::Mat decode_webp(Bytes file, const Wanted& wanted, int& orientation)
    {
        const auto f = features(file);
        const auto exif = chunk(file, "EXIF");
        orientation = exif_orientation(exif.data(), exif.size());
        if (f.has_animation)
        {
            auto m = first_frame(file);
            if (!f.has_alpha || !wanted.keep_alpha())
                cv::cvtColor(m, m, cv::COLOR_BGRA2BGR);
            return m;
        }
        const bool alpha = f.has_alpha && wanted.keep_alpha();
        cv::Mat out(f.height, f.width, alpha ? CV_8UC4 : CV_8UC3);
        const auto size = out.step[0] * static_cast<size_t>(out.rows);
        const auto* ok = alpha ? WebPDecodeBGRAInto(file.data, file.size, out.data, size, static_cast<int>(out.step[0]))
                               : WebPDecodeBGRInto(file.data, file.size, out.data, size, static_cast<int>(out.step[0]));
        if (!ok)
            throw Failure("the WebP pixels are cut short or corrupt");
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
