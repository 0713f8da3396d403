import ArgumentParser
import Catalogue
import Kernel
import Platform

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: CommandText.catalogue.here, discussion: CommandText.example("yiwang catalogue lint").here,
        subcommands: [Lint.self, Import.self, CatalogueExport.self, CatalogueGenerate.self, DiffCommand.self, Show.self])

    private static func tell(_ findings: [CatalogueFinding], json: Bool) {
        for finding in findings {
            guard json else {
                print(finding.line(in: Terminal.language))
                continue
            }
            Terminal.print([
                "file": .string(finding.file), "line": .int(finding.line), "column": .int(finding.column),
                "severity": .string(finding.severity.rawValue), "rule": .string(finding.rule), "message": JSON(finding.message),
                "suggestion": finding.suggestion.map { JSON($0) } ?? .null,
                "name": LintRule.of(finding.rule).map { JSON($0.name) } ?? .null,
                "path": .string(finding.path), "mark": finding.mark.map { mark($0) } ?? .null,
            ])
        }
        if json { return }
        let errors = findings.count { $0.severity == .error }
        Terminal.say(findings.isEmpty ? CommandText.catalogueGood : CommandText.findings(errors: errors, warnings: findings.count - errors))
    }

    /// The words at fault: where they begin in the text at `path`, in Unicode scalars.
    private static func mark(_ mark: CatalogueFinding.Mark) -> JSON {
        [
            "language": .string(mark.language.rawValue), "offset": .int(mark.offset), "length": .int(mark.length),
            "words": .string(mark.words),
        ]
    }

    /// The files, or with `--database` and no folder the version in force. Exit code 1 where there is an error.
    struct Lint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: CommandText.catalogueLint.here,
            discussion: CommandText.example("yiwang catalogue lint catalogue --json").here)

        @OptionGroup var options: SettingsOptions
        @Argument(help: CommandText.help(CommandText.catalogueFolder, value: "folder")) var folder: String?
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let findings = try await findings()
            CatalogueCommand.tell(findings, json: json)
            if findings.hasErrors { throw ExitCode.failure }
        }

        private func findings() async throws -> [CatalogueFinding] {
            let workbench = try options.workbench()
            guard folder == nil, options.database != nil else { return try workbench.folder(folder).findings }
            return DefinitionChecking.check([:], over: try await workbench.catalogue(usingDatabase: true)).findings
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: CommandText.catalogueImport.here,
            discussion: CommandText.example("yiwang catalogue import catalogue --note 2027 --database sqlite:var/yiwang.sqlite").here)

        @OptionGroup var options: SettingsOptions
        @Argument(help: CommandText.help(CommandText.catalogueFolder, value: "folder")) var folder: String?
        @Option(help: CommandText.help(CommandText.catalogueNote)) var note = ""
        @Option(name: .customLong("effective-on"), help: CommandText.help(MakingText.effectiveOn, value: "date")) var effectiveOn: String?
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let workbench = try options.workbench()
            let loaded = try workbench.folder(folder)
            guard let catalogue = loaded.catalogue else {
                CatalogueCommand.tell(loaded.findings, json: json)
                throw ExitCode.failure
            }
            let day = try effectiveOn.map { text -> LocalDate in
                guard let day = LocalDate(text) else { throw ValidationError(MakingText.effectiveOn.here) }
                return day
            }
            switch try await workbench.importCatalogue(catalogue, note: note, effectiveOn: day) {
            case .published(let version): tell(["version": .int(version), "new": true], CommandText.cataloguePublished(version), catalogue)
            case .unchanged(let version):
                tell(["version": .int(version), "new": false], CommandText.catalogueUnchanged(version), catalogue)
            case .draft(let id, let changes):
                tell(
                    ["draft": .string(id.rawValue), "changes": .int(changes)], CommandText.catalogueDraft(id.rawValue, changes), catalogue)
            }
        }

        private func tell(_ result: JSON, _ sentence: Text, _ catalogue: Catalogue) {
            guard json else { return Terminal.say(sentence) }
            var result = result
            result["hash"] = .string(catalogue.hash)
            Terminal.print(result)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: CommandText.catalogueShow.here,
            discussion: CommandText.example("yiwang catalogue show newborn --json").here)

        @OptionGroup var options: SettingsOptions
        @Argument(help: CommandText.help(CommandText.catalogueCode, value: "code")) var code: String?
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let catalogue = try await options.workbench().catalogue(usingDatabase: options.database != nil)
            guard let code else { return list(catalogue) }
            if let thing = catalogue.oneThings[code] {
                return show(thing.name, thing.summary, catalogue.definition(.thing, code))
            }
            if let item = catalogue.items[code] {
                return show(item.name, item.summary, catalogue.definition(.item, code))
            }
            throw PlatformProblem.unknownThing(code, near: Array(catalogue.oneThings.keys) + Array(catalogue.items.keys))
        }

        private func show(_ name: Text, _ summary: Text?, _ definition: Definition?) {
            if json, let definition {
                Terminal.print(definition.content)
            } else {
                print(([name] + [summary].compactMap { $0 }).map(\.here).joined(separator: "\n"))
            }
        }

        private func list(_ catalogue: Catalogue) {
            let things = catalogue.oneThings.values.map { ("thing", $0.code, $0.name) }
            let items = catalogue.items.values.map { ("item", $0.code, $0.name) }
            for (kind, code, name) in (things + items).sorted(by: { ($1.0, $0.1) < ($0.0, $1.1) }) {
                if json {
                    Terminal.print(["kind": .string(kind), "code": .string(code), "name": JSON(name)])
                } else {
                    print("\(kind)  \(code)  \(name.here)")
                }
            }
        }
    }
}
