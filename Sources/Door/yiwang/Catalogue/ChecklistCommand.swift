import ArgumentParser
import Catalogue
import Foundation
import Kernel
import Platform

/// The least that a thing needs, for these answers and, where one is named, for this person or enterprise.
struct ChecklistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist", abstract: CommandText.checklist.here,
        discussion: CommandText.example("yiwang checklist newborn --answers answers.json --json").here)

    @OptionGroup var options: SettingsOptions
    @Argument(help: CommandText.help(CommandText.checklistThing, value: "thing")) var thing: String
    @Option(help: CommandText.help(CommandText.subject, value: "id")) var subject: String?
    @Option(help: CommandText.help(CommandText.answers, value: "file")) var answers: String?
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() async throws {
        let question = try question()
        let workbench = try options.workbench()
        let checklist: Checklist
        if let subject {
            checklist = try await workbench.withPlatform { platform in
                guard let party = try await platform.party(subject) else { throw CommandProblem.noPerson(subject) }
                return try await platform.checklist(question, for: party)
            }
        } else {
            checklist = try question.checklist(
                in: await workbench.catalogue(usingDatabase: options.database != nil), today: Instant.now().date)
        }
        if json { Terminal.print(checklist.json) } else { show(checklist) }
    }

    private func question() throws -> ChecklistQuestion {
        var json: JSON = .object([])
        if let answers {
            guard let text = try? String(contentsOfFile: answers, encoding: .utf8), let read = try? JSON(parsing: text) else {
                throw CommandProblem.badAnswers(answers)
            }
            json = read
        }
        guard let question = ChecklistQuestion(thing: thing, json: json) else { throw CommandProblem.badAnswers(answers ?? "") }
        return question
    }

    private func show(_ checklist: Checklist) {
        func list(_ title: Text, _ lines: [Text]) {
            print(title.here)
            for line in lines.isEmpty ? [CommandText.nothing] : lines { print("  - \(line.here)") }
        }
        list(CommandText.questions, checklist.openQuestions.map(\.question.ask))
        list(CommandText.asked, checklist.openFields.map(\.label))
        list(CommandText.materials, checklist.materials.filter(\.isAsked).map(\.material.name))
    }
}
