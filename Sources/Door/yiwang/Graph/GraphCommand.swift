import ArgumentParser
import Cases
import Catalogue
import Foundation
import Graph
import Kernel
import Platform

/// What the graph of powers, items, papers and data says.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: GraphCommandText.graph.here, discussion: CommandText.example("yiwang graph advice --json").here,
        subcommands: [AdviceList.self, Picture.self])

    /// The graph of the database's catalogue and cases, or of the files with statistics from a file, or with none.
    struct Source: ParsableArguments {
        @OptionGroup var options: SettingsOptions
        @Option(help: CommandText.help(GraphCommandText.statistics, value: "file")) var statistics: String?

        func graph() async throws -> Graph {
            let workbench = try options.workbench()
            if let statistics {
                guard let text = try? String(contentsOfFile: statistics, encoding: .utf8), let json = try? JSON(parsing: text),
                    let read = CaseStatistics(json: json)
                else { throw GraphCommandText.badStatistics(statistics) }
                return Graph.build(try await workbench.catalogue(usingDatabase: options.database != nil), statistics: read)
            }
            guard options.database != nil else { return Graph.build(try await workbench.catalogue(usingDatabase: false)) }
            return try await workbench.withPlatform { platform in
                let catalogue = platform.ground.catalogue.snapshot
                return Graph.build(catalogue, statistics: try await platform.cases.statistics(catalogue, until: .now()))
            }
        }
    }

    /// What to change next, best first.
    struct AdviceList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "advice", abstract: GraphCommandText.advice.here,
            discussion: CommandText.example("yiwang graph advice --limit 10").here)

        @OptionGroup var source: Source
        @Option(help: CommandText.help(GraphCommandText.limit, value: "n")) var limit: Int?
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let graph = try await source.graph()
            let advice = graph.advice()
            for each in advice.prefix(limit ?? advice.count) {
                if json {
                    Terminal.print(each.json)
                } else {
                    print("\(each.title.here)  [\(each.kind.name.here)]\n  \(GraphCommandText.worth(each).here)")
                    for line in each.evidence { print("  - \(line.here)") }
                }
            }
            if json { return }
            if advice.isEmpty { Terminal.say(GraphCommandText.noAdvice) }
            if !graph.statistics.isMeasured { Terminal.tell(GraphCommandText.assumed(graph.rates.assumedCases)) }
        }
    }

    /// A node and what it has to do with others, for Graphviz or in words.
    struct Picture: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "picture", abstract: GraphCommandText.picture.here,
            discussion: CommandText.example("yiwang graph picture item:food-licence --view materials | dot -Tsvg").here)

        @OptionGroup var source: Source
        @Argument(help: CommandText.help(GraphCommandText.node, value: "kind:code")) var node: String
        @Option(help: CommandText.help(GraphCommandText.view, value: "powers|items|materials|data")) var view: String?
        @Option(help: CommandText.help(GraphCommandText.depth, value: "n")) var depth = 1
        @Flag(help: CommandText.help(GraphCommandText.words)) var words = false

        func run() async throws {
            let graph = try await source.graph()
            let shown = view.flatMap(Graph.View.init(rawValue:))
            if let view, shown == nil { throw ValidationError(GraphCommandText.noView(view).here) }
            guard let reference = NodeReference(node), let picture = graph.picture(around: reference, in: shown, depth: depth) else {
                throw GraphCommandText.noNode(node)
            }
            if words {
                for line in picture.lines(Terminal.language) { print(line) }
            } else {
                print(picture.dot(Terminal.language))
            }
        }
    }
}
