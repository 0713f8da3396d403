import Foundation
import Testing

/// Style that a reader would otherwise have to ask for.
struct TidyTests {
    @Test func `no file is longer than 400 lines`() {
        let long = (SourceTree.sources + SourceTree.tests).filter { $0.lines.count > 401 }.map { "\($0.path): \($0.lines.count)" }
        #expect(long == [])
    }

    @Test func `nothing is left for later and nothing may crash`() {
        let forbidden = #/\b(TODO|FIXME|XXX)\b|fatalError\(|try!|\bas! |preconditionFailure\("not implemented/#
        let found = SourceTree.sources.flatMap { file in
            file.lines.enumerated().filter { $0.element.firstMatch(of: forbidden) != nil }.map { "\(file.path):\($0.offset + 1)" }
        }
        #expect(found == [])
    }

    @Test func `access is package or internal, never public`() {
        let found = SourceTree.sources.flatMap { file in
            file.lines.enumerated().filter {
                $0.element.firstMatch(of: #/^\s*(public|open) (struct|enum|class|func|let|var|init|protocol|static|final|extension)/#)
                    != nil
            }
            .map { "\(file.path):\($0.offset + 1)" }
        }
        #expect(found == [])
    }

    @Test func `no type is named for nothing`() {
        let vague = #/\b(?:struct|enum|class|protocol|actor) (\w*(?:Manager|Helper|Util|Utils|Common|Info))\b/#
        let found = SourceTree.sources.flatMap { file in file.code.matches(of: vague).map { "\(file.path): \($0.output.1)" } }
        #expect(found == [])
    }

    @Test func `no path of a machine is written down`() {
        let folders = ["Sources", "Tests", "catalogue", "data", "demo", "docs", "examples", "scripts", "web"]
        let texts: Set<String> = ["swift", "md", "yaml", "json", "sh", "js", "css", "py", "csv", "html"]
        let machine = #/(?:^|[\s"'(=])(?:/home/[a-z]|/root/|/work/|/Users/|/tmp/contract|/tmp/mini)/#
        var found: [String] = []
        for path in folders.flatMap(SourceTree.files) + [
            "Package.swift", "Makefile", "README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
        ] {
            guard texts.contains(String(path.split(separator: ".").last ?? "")) || path == "Makefile", !path.hasPrefix("Tests/Guards/")
            else { continue }
            if SourceTree.text(path).firstMatch(of: machine) != nil { found.append(path) }
        }
        #expect(found == [])
    }

    @Test func `test names are sentences`() {
        let found = SourceTree.tests.flatMap { file in
            file.text.matches(of: #/@Test(?:\([^\n]*\))?\s+(?:@\w+ )*func ([a-z]\w*)\(/#).map { "\(file.path): \($0.output.1)" }
        }
        #expect(found == [])
    }

    @Test func `the two read-me files have the same sections`() {
        func headings(_ name: String) -> [Int] {
            var isCode = false
            return SourceTree.text(name).split(separator: "\n").compactMap { line in
                if line.hasPrefix("```") { isCode.toggle() }
                return line.hasPrefix("#") && !isCode ? line.prefix { $0 == "#" }.count : nil
            }
        }
        #expect(!headings("README.md").isEmpty)
        #expect(headings("README.md") == headings("README.zh.md"))
    }
}
