package import Kernel
import Synchronization

/// The working calendar that is valid now; swapped whole when a year is loaded.
package final class CurrentCalendar: Sendable {
    private let calendar: Mutex<WorkingCalendar>

    package init(_ calendar: WorkingCalendar) { self.calendar = Mutex(calendar) }

    package var value: WorkingCalendar { calendar.withLock { $0 } }

    package func replace(_ new: WorkingCalendar) { calendar.withLock { $0 = new } }
}
