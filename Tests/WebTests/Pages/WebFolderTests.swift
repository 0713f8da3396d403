import Foundation
import Kernel
import Testing

@testable import Web

/// What lies in `web/`, held to what the pages promise.
@Suite struct WebFolderTests {
    private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("web")

    private func text(_ path: String) throws -> String { try String(contentsOf: Self.folder.appendingPathComponent(path), encoding: .utf8) }

    @Test func `style and script are small enough for a slow line`() throws {
        #expect(try text("css/site.css").utf8.count < 36_000)
        #expect(try text("css/console.css").utf8.count < 12_000)
        #expect(try text("js/site.js").utf8.count < 12_000)
        #expect(try text("js/console.js").utf8.count < 6000)
        #expect(try text("sw.js").utf8.count < 6000)
    }

    @Test func `nothing is fetched from elsewhere`() throws {
        for path in ["css/site.css", "css/console.css"] { #expect(!(try text(path).contains("url("))) }
        for path in ["js/site.js", "js/console.js", "sw.js", "offline.html", "manifest.webmanifest"] {
            #expect(!(try text(path).contains(/https?:\/\//)), "\(path)")
        }
    }

    @Test func `the offline page keeps the content security policy`() throws {
        #expect(Markup.faults(try text("offline.html")) == [])
    }

    @Test func `every file that pages and manifest name is there`() throws {
        let frame = PageFrame(language: .zh, here: "/")
        let html = PageShell.html(Page(Text("x", "x"), layout: .plain, body: ""), in: frame).string
        let desk = PageShell.html(Page(Text("x", "x"), layout: .console(current: nil), body: ""), in: frame).string
        var named = (html + desk).matches(of: /(?:href|src)="(\/[^"?]+\.[a-z0-9]+)"/).map { String($0.1) }
        let manifest = try JSON(parsing: Array(try text("manifest.webmanifest").utf8))
        named += (manifest["icons"]?.array ?? []).compactMap { $0["src"]?.string }
        named += try text("sw.js").matches(of: /"(\/[a-z\/]+\.[a-z]+)"/).map { String($0.1) }
        #expect(named.count >= 10)
        for path in named { #expect(FileManager.default.fileExists(atPath: Self.folder.path + path), "\(path)") }
    }

    @Test func `every ink is readable on every ground, by day and by night`() throws {
        let css = try text("css/site.css")
        let roots = css.matches(of: /:root \{([^}]*)\}/).map { String($0.1) }
        let day = colours(roots[0])
        let night = day.merging(colours(roots[1])) { $1 }
        #expect(day.count > 15)
        for scheme in [day, night] {
            for (ink, ground) in pairs { #expect(contrast(scheme[ink], scheme[ground]) >= 4.5, "\(ink) on \(ground)") }
            for (edge, ground) in [
                ("edge", "card"), ("edge", "paper"), ("beam", "card"), ("focus", "card"), ("focus", "paper"), ("amber", "card"),
            ] {
                #expect(contrast(scheme[edge], scheme[ground]) >= 3, "\(edge) on \(ground)")
            }
        }
    }

    /// WCAG 2.2, 1.4.3: what stands on what.
    private var pairs: [(String, String)] {
        let anywhere = ["ink", "soft", "beam", "seal", "done", "wait"].flatMap { [($0, "paper"), ($0, "card"), ($0, "line-soft")] }
        let washes = ["beam-wash", "done-wash", "wait-wash", "seal-wash"].flatMap { [("ink", $0), ("beam", $0)] }
        return anywhere + washes + [
            ("beam-deep", "beam-wash"), ("soft", "beam-wash"), ("done", "done-wash"), ("wait", "wait-wash"), ("seal", "seal-wash"),
            ("on-beam", "beam"),
            ("on-beam", "beam-deep"),
        ]
    }

    private func colours(_ block: String) -> [String: String] {
        Dictionary(block.matches(of: /--([a-z-]+): #([0-9a-f]{3,6});/).map { (String($0.1), String($0.2)) }) { $1 }
    }

    private func contrast(_ a: String?, _ b: String?) -> Double {
        guard let a, let b else { return 0 }
        let (dark, bright) = (min(luminance(a), luminance(b)), max(luminance(a), luminance(b)))
        return (bright + 0.05) / (dark + 0.05)
    }

    private func luminance(_ colour: String) -> Double {
        let digits = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : colour
        let value = Int(digits, radix: 16) ?? 0
        let parts = [16, 8, 0].map { shift -> Double in
            let share = Double(value >> shift & 255) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
