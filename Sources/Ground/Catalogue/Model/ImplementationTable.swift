package import Kernel

/// Every implementation of the city, by columns: a hundred thousand rows are a dozen arrays of numbers, not a hundred thousand objects.
package struct ImplementationTable: Sendable {
    package private(set) var offices: [ImplementingOffice] = []
    /// The items that occur, each once.
    package private(set) var itemCodes: [String] = []
    private var itemNumbers: [String: Int32] = [:]
    private var strings: [String] = []
    private var stringNumbers: [String: Int32] = [:]
    private var itemOf: [Int32] = []
    private var officeOf: [Int32] = []
    private var placeOf: [UInt8] = []
    private var windowsOf: [Int32] = []
    private var promisedOf: [Int16] = []
    private var tripsOf: [Int8] = []
    private var channelsOf: [UInt8] = []
    private var phoneOf: [Int32] = []
    private var flagsOf: [UInt8] = []
    /// The rows of item `n` stand at `starts[n]..<starts[n + 1]` of `rowsByItem`.
    private var starts: [Int32] = [0]
    private var rowsByItem: [Int32] = []

    /// What a row has where its cells are empty.
    static let asTheItem = -1
    private static let isLocal: UInt8 = 1
    private static let takesBookings: UInt8 = 2
    private static let channels = Channel.allCases

    /// How many implementations there are.
    package var count: Int { itemOf.count }

    // MARK: Asking

    package subscript(row: Int) -> Implementation {
        let office = offices[Int(officeOf[row])]
        let place = office.places.indices.contains(Int(placeOf[row])) ? office.places[Int(placeOf[row])] : nil
        let phone = string(phoneOf[row]) ?? place?.phone ?? office.phone
        return Implementation(
            item: itemCodes[Int(itemOf[row])], office: office, place: place, windows: string(windowsOf[row]),
            promised: promised(of: row), trips: trips(of: row),
            channels: channelsOf[row] == 0
                ? nil : ImplementationTable.channels.enumerated().filter { channelsOf[row] & (1 << $0.offset) != 0 }.map(\.element),
            phone: phone, isLocal: flagsOf[row] & ImplementationTable.isLocal != 0,
            takesBookings: flagsOf[row] & ImplementationTable.takesBookings != 0)
    }

    /// The number of an item in `itemCodes`.
    package func number(of item: String) -> Int? { itemNumbers[item].map(Int.init) }
    /// The item of a row, as a number in `itemCodes`.
    package func itemNumber(of row: Int) -> Int { Int(itemOf[row]) }
    /// The office of a row, as a number in `offices`.
    package func officeNumber(of row: Int) -> Int { Int(officeOf[row]) }
    package func promised(of row: Int) -> Int? { promisedOf[row] < 0 ? nil : Int(promisedOf[row]) }
    package func trips(of row: Int) -> Int? { tripsOf[row] < 0 ? nil : Int(tripsOf[row]) }
    package func isLocal(_ row: Int) -> Bool { flagsOf[row] & ImplementationTable.isLocal != 0 }
    /// A bit for each of `Channel.allCases`; 0 is as the item says.
    package func channelBits(of row: Int) -> UInt8 { channelsOf[row] }

    /// The telephone that the row itself gives.
    func ownPhone(of row: Int) -> String? { string(phoneOf[row]) }

    /// The rows of an item, office by office.
    package func rows(of item: String) -> [Int] {
        guard let number = itemNumbers[item] else { return [] }
        return rowsByItem[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])].map(Int.init)
    }

    /// An item everywhere.
    package func implementations(of item: String) -> [Implementation] { rows(of: item).map { self[$0] } }

    /// An item at the office that is nearest to a place: the street's before the district's before the city's.
    package func implementation(of item: String, in region: RegionCode) -> Implementation? {
        let found = rows(of: item).filter { offices[Int(officeOf[$0])].region.contains(region) }
        return found.max { offices[Int(officeOf[$0])].region.prefix.utf8.count < offices[Int(officeOf[$1])].region.prefix.utf8.count }
            .map { self[$0] }
    }

    private func string(_ number: Int32) -> String? { number < 0 ? nil : strings[Int(number)] }

    // MARK: Filling

    /// The cells of one row, numbers all of them.
    struct Cells {
        var item: Int32 = -1
        var place: UInt8 = 0
        var windows: Int32 = -1
        var promised: Int16 = -1
        var trips: Int8 = -1
        var channels: UInt8 = 0
        var phone: Int32 = -1
        var isLocal = true
        var takesBookings = false
    }

    mutating func number(interning item: String) -> Int32 {
        if let known = itemNumbers[item] { return known }
        let number = Int32(itemCodes.count)
        itemCodes.append(item)
        itemNumbers[item] = number
        return number
    }

    mutating func intern(_ text: String) -> Int32 {
        if let known = stringNumbers[text] { return known }
        let number = Int32(strings.count)
        strings.append(text)
        stringNumbers[text] = number
        return number
    }

    /// Rows of the office that `add` closes.
    mutating func append(_ cells: Cells) {
        itemOf.append(cells.item)
        officeOf.append(Int32(offices.count))
        placeOf.append(cells.place)
        windowsOf.append(cells.windows)
        promisedOf.append(cells.promised)
        tripsOf.append(cells.trips)
        channelsOf.append(cells.channels)
        phoneOf.append(cells.phone)
        flagsOf.append((cells.isLocal ? ImplementationTable.isLocal : 0) | (cells.takesBookings ? ImplementationTable.takesBookings : 0))
    }

    mutating func add(_ office: ImplementingOffice) { offices.append(office) }

    /// Puts the rows in order by item, once all of them are there.
    mutating func close() {
        var counts = [Int32](repeating: 0, count: itemCodes.count + 1)
        for item in itemOf { counts[Int(item) + 1] += 1 }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        starts = counts
        rowsByItem = [Int32](repeating: 0, count: itemOf.count)
        for (row, item) in itemOf.enumerated() {
            rowsByItem[Int(counts[Int(item)])] = Int32(row)
            counts[Int(item)] += 1
        }
    }
}
