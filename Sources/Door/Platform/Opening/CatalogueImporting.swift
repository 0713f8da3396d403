package import Catalogue
package import Kernel
import Store
import Workshop

extension Workbench {
    /// What became of a folder that was to be imported.
    package enum Imported: Sendable {
        /// An empty database: it is the first version.
        case published(Int)
        /// It says what the version in force says.
        case unchanged(Int)
        /// A draft of what differs, for somebody to review in the console.
        case draft(ID, changes: Int)
    }

    /// Takes a catalogue in: as the first version where there is none, else as a draft. Publishing a change is two officials' decision, and the
    /// one who approves it names the day.
    package func importCatalogue(_ catalogue: Catalogue, note: String, effectiveOn: LocalDate? = nil) async throws -> Imported {
        try await withDatabase(making: true) { database in
            let store = CatalogueStore(database)
            guard let current = try await store.current() else {
                // On its day an older text would come into force over the newer one, and nobody would have decided that.
                if let later = try await store.scheduled(after: effectiveOn ?? Instant.now().date).last {
                    throw PlatformProblem.laterVersion(later.number, from: later.effectiveOn)
                }
                return .published(try await store.publish(catalogue, note: note, effectiveOn: effectiveOn, at: .now()).version)
            }
            let imported = try await Workshop.importDraft(
                definitions: catalogue.definitions, title: note.isEmpty ? PlatformText.importedDraft : note,
                author: PlatformText.importAuthor, account: nil, isWhole: true, over: current, into: database,
                as: Surroundings.real.newID(),
                at: .now())
            switch imported {
            case .draft(let draft, let changes): return .draft(draft.id, changes: changes)
            case .unchanged(let version): return .unchanged(version)
            }
        }
    }
}
