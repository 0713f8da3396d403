import Kernel

/// The tables that a department's system reads, by their names in the national exchange, with their columns. The city's own additions are
/// `up_pro_form`, what the applicant filled in; `up_pro_assistance`, what another office asks; the columns `case_version`, `act` and
/// `material_attach_id`; and those of a licence's state.
enum NationalTable: String, Sendable, Hashable, CaseIterable {
    case accept = "up_pro_accept"
    case process = "up_pro_process"
    case special = "up_pro_special_procedure"
    case material = "up_pro_material"
    case form = "up_pro_form"
    case result = "up_pro_result"
    case licence = "up_lic_data"
    case assistance = "up_pro_assistance"

    /// What every row bears: its identity, whether it is new or changed, and when and with which batch it was written.
    static let common = ["row_guid", "cd_operation", "cd_time", "cd_batch", "data_source"]

    /// Its own columns, in order.
    var columns: [String] {
        switch self {
        case .accept:
            [
                "project_no", "project_name", "task_code", "task_handle_item", "task_name", "task_version", "catalog_code", "project_type",
                "apply_type", "apply_date", "accept_date", "accept_doc_no", "promise_date", "applyer_name", "applyer_page_type",
                "applyer_page_code", "applyer_type", "contact_name", "contact_type", "contact_code", "contact_mobile", "legal", "address",
                "zip_code", "org_code", "org_name", "handle_user_name",
            ]
        case .process:
            [
                "project_no", "process_name", "event_name", "event_start_time", "event_end_time", "handle_user_name", "handle_explain",
                "case_version", "act",
            ]
        case .special:
            [
                "project_no", "special_type", "special_name", "special_time", "special_reason", "end_time", "result", "special_explain",
                "applyer_user_name", "handle_user",
            ]
        case .material: ["project_no", "material_name", "get_type", "get_num", "material_attach_name", "material_attach_id"]
        case .form: ["project_no", "field_code", "field_name", "field_value"]
        case .result:
            [
                "project_no", "result_type", "result_date", "result_explain", "result_cetr_name", "result_cetr_no", "is_delivery_results",
                "satisfaction",
            ]
        case .licence:
            [
                "certificate_source_id", "certificate_name", "certificate_type", "certificate_type_code", "issue_dept", "issue_dept_code",
                "certificate_area_code", "certificate_holder", "certificate_holder_code", "certificate_holder_type", "certificate_number",
                "issue_date", "certificate_state", "state_date", "state_ground", "state_law",
            ]
        case .assistance:
            [
                "assistance_no", "project_no", "item_name", "org_code", "org_name", "area_code", "subject", "subject_name", "person_name",
                "person_code", "question", "legal_basis", "due_date", "handle_user_name", "state", "case_version",
            ]
        }
    }
}

/// The tables that a department's system writes.
enum ReturnTable: String, Sendable, Hashable, CaseIterable {
    // In the order in which rows of the same second are taken: what is accepted can be decided.
    case accept = "dn_pro_accept"
    case process = "dn_pro_process"
    case special = "dn_pro_special_procedure"
    case result = "dn_pro_result"
    case licenceError = "dn_lic_data_error"
    case assistance = "dn_pro_assistance"

    /// Where what became of a row is written.
    enum State: String, Sendable {
        case waiting = "0"
        case done = "1"
        case failed = "2"
    }
}

/// One row for a table, everything in it as text.
struct NationalRow: Sendable, Hashable {
    enum Operation: String, Sendable { case insert = "I", update = "U" }

    var table: NationalTable
    /// The same for every state of one record.
    var guid: String
    var operation: Operation
    /// By column; what is not there is not known.
    var values: [String: String]

    init(_ table: NationalTable, _ guid: String, _ operation: Operation = .insert, _ values: [String: String?]) {
        self.table = table
        self.guid = guid
        self.operation = operation
        self.values = values.compactMapValues(\.self)
    }

    /// The row in a message: its own columns and what identifies it.
    var json: JSON {
        var members = [JSON.Member("row_guid", .string(guid)), JSON.Member("cd_operation", .string(operation.rawValue))]
        for column in table.columns { if let value = values[column] { members.append(JSON.Member(column, .string(value))) } }
        return .object(members)
    }
}

extension Instant {
    /// `YYYYMMDDThhmmss`, Shanghai's time: as the exchange tables write an instant.
    var exchangeText: String { String(rfc3339.prefix(19)).filter { $0 != "-" && $0 != ":" } }
}
