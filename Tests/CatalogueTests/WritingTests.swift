import Foundation
import Kernel
import Testing

@testable import Catalogue

struct WritingTests {
    @Test func `the city’s own folder, written and read again, is the same catalogue, and its files are the same`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        let files = CatalogueWriting.files(of: catalogue)
        let again = CatalogueLoading.load(files: files)
        #expect(again.findings.filter { $0.severity == .error }.map { $0.line(in: .en) } == [])
        let read = try #require(again.catalogue)
        #expect(read.hash == catalogue.hash)
        #expect(
            zip(read.definitions, catalogue.definitions).allSatisfy { $0.kind == $1.kind && $0.code == $1.code && $0.content == $1.content }
        )
        #expect(CatalogueWriting.files(of: read) == files)
    }

    @Test(arguments: Definition.Kind.allCases) func `whatever a definition holds, its YAML says the same`(_ kind: Definition.Kind) throws {
        for seed in 0..<40 as Range<UInt64> {
            var sample = ShapeSample(seed: seed, isSparse: true)
            let definition = sample.definition(kind)
            let text = CatalogueWriting.yaml(of: definition)
            let read = try YAMLFile(name: "x.yaml", text: text).content
            let content = kind == .synonyms ? CatalogueLoading.synonyms(read) : read
            #expect(content.canonical == definition.content, "seed \(seed)\n\(text)")
            #expect(CatalogueWriting.yaml(of: Definition(kind: kind, code: definition.code, content: content)) == text)
        }
    }

    @Test(arguments: ShapeSample.words) func `no text is taken for anything but itself`(_ word: String) throws {
        let value: JSON = .array([
            .object([JSON.Member(word, .string(word)), JSON.Member("x", .array([.string(word), .array([.string(word)])]))])
        ])
        #expect(try YAMLFile(name: "x.yaml", text: YAMLText.of(value)).content == value)
    }

    @Test func `a small thing stands in one line, in the order of its shape`() throws {
        let catalogue = try Fixture.catalogue()
        let text = CatalogueWriting.yaml(of: try #require(catalogue.definition(.item, "social-card")))
        #expect(
            text.hasPrefix("code: social-card\nbasicCode: \"312090005000\"\ntype: \"20\"\nname: {zh: 社会保障卡, en: Social security card}\n"))
        #expect(text.contains("\nhandling: promised\nlimits: {promised: {count: 7, unit: day}}\ntrips: 1\n"))
        #expect(text.contains("\n  mother: {kind: person, name: {zh: 母亲, en: Mother}, is: applicant}\n"))
    }

    @Test func `a folder that is written takes away what is gone, and leaves what is not the catalogue’s`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("writing_\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let catalogue = try Fixture.catalogue()
        try CatalogueWriting.write(catalogue.definitions, to: folder.path)
        try Data("# Notes".utf8).write(to: folder.appendingPathComponent("README.md"))
        try CatalogueWriting.write(catalogue.definitions.filter { $0.code != "social-card" }, to: folder.path)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(names.contains("README.md"))
        #expect(names.contains("items/household-entry.yaml"))
        #expect(!names.contains("items/social-card.yaml"))
    }
}
