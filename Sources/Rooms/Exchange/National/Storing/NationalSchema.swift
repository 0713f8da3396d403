import Store

/// The tables of the national exchange, in a database or schema of each system's own. Their names and columns are the nation's; a guard
/// keeps the list. All values are text, as they travel in files as well.
enum NationalSchema {
    static let migrations = [
        Migration(room: "national", number: 1, name: "tables of the national exchange", statements: up + down), second,
    ]

    /// The state of licences, what offices ask of each other, and the checks after an approval on a promise.
    private static let second = Migration(
        room: "national", number: 2, name: "states of licences, assistance, checks afterwards",
        statements: [
            "ALTER TABLE up_lic_data ADD COLUMN certificate_state TEXT", "ALTER TABLE up_lic_data ADD COLUMN state_date TEXT",
            "ALTER TABLE up_lic_data ADD COLUMN state_ground TEXT", "ALTER TABLE up_lic_data ADD COLUMN state_law TEXT",
            "ALTER TABLE dn_pro_process ADD COLUMN legal_basis TEXT", "ALTER TABLE dn_pro_process ADD COLUMN officers TEXT",
            "ALTER TABLE dn_pro_process ADD COLUMN ground TEXT",
            """
            CREATE TABLE up_pro_assistance (
                row_guid TEXT NOT NULL, assistance_no TEXT, project_no TEXT, item_name TEXT, org_code TEXT, org_name TEXT, area_code TEXT,
                subject TEXT, subject_name TEXT, person_name TEXT, person_code TEXT, question TEXT, legal_basis TEXT, due_date TEXT,
                handle_user_name TEXT, state TEXT, case_version TEXT,
                cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
                PRIMARY KEY (row_guid, cd_batch)
            )
            """,
            "CREATE INDEX up_pro_assistance_time ON up_pro_assistance (cd_time)",
            """
            CREATE TABLE dn_pro_assistance (
                row_guid TEXT NOT NULL PRIMARY KEY, assistance_no TEXT, act TEXT, handle_explain TEXT, value TEXT, as_of TEXT,
                handle_user_name TEXT, handle_user_no TEXT, case_version TEXT, cd_operation TEXT, cd_time TEXT NOT NULL, cd_batch TEXT,
                data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT, cd_done_time TEXT
            )
            """,
            "CREATE INDEX dn_pro_assistance_state ON dn_pro_assistance (cd_state, cd_time)",
        ])

    private static let up: [Query] = [
        """
        CREATE TABLE up_pro_accept (
            row_guid TEXT NOT NULL, project_no TEXT, project_name TEXT, task_code TEXT, task_handle_item TEXT, task_name TEXT,
            task_version TEXT, catalog_code TEXT, project_type TEXT, apply_type TEXT, apply_date TEXT, accept_date TEXT, accept_doc_no TEXT,
            promise_date TEXT, applyer_name TEXT, applyer_page_type TEXT, applyer_page_code TEXT, applyer_type TEXT, contact_name TEXT,
            contact_type TEXT, contact_code TEXT, contact_mobile TEXT, legal TEXT, address TEXT, zip_code TEXT, org_code TEXT,
            org_name TEXT, handle_user_name TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_pro_process (
            row_guid TEXT NOT NULL, project_no TEXT, process_name TEXT, event_name TEXT, event_start_time TEXT, event_end_time TEXT,
            handle_user_name TEXT, handle_explain TEXT, case_version TEXT, act TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_pro_special_procedure (
            row_guid TEXT NOT NULL, project_no TEXT, special_type TEXT, special_name TEXT, special_time TEXT, special_reason TEXT,
            end_time TEXT, result TEXT, special_explain TEXT, applyer_user_name TEXT, handle_user TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_pro_material (
            row_guid TEXT NOT NULL, project_no TEXT, material_name TEXT, get_type TEXT, get_num TEXT, material_attach_name TEXT,
            material_attach_id TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_pro_form (
            row_guid TEXT NOT NULL, project_no TEXT, field_code TEXT, field_name TEXT, field_value TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_pro_result (
            row_guid TEXT NOT NULL, project_no TEXT, result_type TEXT, result_date TEXT, result_explain TEXT, result_cetr_name TEXT,
            result_cetr_no TEXT, is_delivery_results TEXT, satisfaction TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        """
        CREATE TABLE up_lic_data (
            row_guid TEXT NOT NULL, certificate_source_id TEXT, certificate_name TEXT, certificate_type TEXT, certificate_type_code TEXT,
            issue_dept TEXT, issue_dept_code TEXT, certificate_area_code TEXT, certificate_holder TEXT, certificate_holder_code TEXT,
            certificate_holder_type TEXT, certificate_number TEXT, issue_date TEXT,
            cd_operation TEXT NOT NULL, cd_time TEXT NOT NULL, cd_batch TEXT NOT NULL, data_source TEXT NOT NULL,
            PRIMARY KEY (row_guid, cd_batch)
        )
        """,
        "CREATE INDEX up_pro_accept_time ON up_pro_accept (cd_time)",
        "CREATE INDEX up_pro_process_time ON up_pro_process (cd_time)",
        "CREATE INDEX up_pro_special_procedure_time ON up_pro_special_procedure (cd_time)",
        "CREATE INDEX up_pro_material_time ON up_pro_material (cd_time)",
        "CREATE INDEX up_pro_form_time ON up_pro_form (cd_time)",
        "CREATE INDEX up_pro_result_time ON up_pro_result (cd_time)",
        "CREATE INDEX up_lic_data_time ON up_lic_data (cd_time)",
    ]

    private static let down: [Query] = [
        """
        CREATE TABLE dn_pro_accept (
            row_guid TEXT NOT NULL PRIMARY KEY, project_no TEXT, is_accepted TEXT, legal_basis TEXT, handle_explain TEXT,
            handle_user_name TEXT, handle_user_no TEXT, case_version TEXT, cd_operation TEXT, cd_time TEXT NOT NULL, cd_batch TEXT,
            data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT, cd_done_time TEXT
        )
        """,
        """
        CREATE TABLE dn_pro_process (
            row_guid TEXT NOT NULL PRIMARY KEY, project_no TEXT, act TEXT, handle_explain TEXT, opinion TEXT, points TEXT, receipt_no TEXT,
            delivery TEXT, handle_user_name TEXT, handle_user_no TEXT, case_version TEXT, cd_operation TEXT, cd_time TEXT NOT NULL,
            cd_batch TEXT, data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT, cd_done_time TEXT
        )
        """,
        """
        CREATE TABLE dn_pro_special_procedure (
            row_guid TEXT NOT NULL PRIMARY KEY, project_no TEXT, special_type TEXT, special_name TEXT, special_reason TEXT,
            special_until TEXT, end_time TEXT, result TEXT, handle_user_name TEXT, handle_user_no TEXT, case_version TEXT,
            cd_operation TEXT, cd_time TEXT NOT NULL, cd_batch TEXT, data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT,
            cd_done_time TEXT
        )
        """,
        """
        CREATE TABLE dn_pro_result (
            row_guid TEXT NOT NULL PRIMARY KEY, project_no TEXT, result_type TEXT, result_explain TEXT, legal_basis TEXT, officers TEXT,
            decided TEXT, handle_user_name TEXT, handle_user_no TEXT, case_version TEXT, cd_operation TEXT, cd_time TEXT NOT NULL,
            cd_batch TEXT, data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT, cd_done_time TEXT
        )
        """,
        """
        CREATE TABLE dn_lic_data_error (
            row_guid TEXT NOT NULL PRIMARY KEY, certificate_source_id TEXT, error_remark TEXT, handle_user_name TEXT, handle_user_no TEXT,
            cd_operation TEXT, cd_time TEXT NOT NULL, cd_batch TEXT, data_source TEXT, cd_state TEXT NOT NULL DEFAULT '0', cd_reason TEXT,
            cd_done_time TEXT
        )
        """,
        "CREATE INDEX dn_pro_accept_state ON dn_pro_accept (cd_state, cd_time)",
        "CREATE INDEX dn_pro_process_state ON dn_pro_process (cd_state, cd_time)",
        "CREATE INDEX dn_pro_special_procedure_state ON dn_pro_special_procedure (cd_state, cd_time)",
        "CREATE INDEX dn_pro_result_state ON dn_pro_result (cd_state, cd_time)",
        "CREATE INDEX dn_lic_data_error_state ON dn_lic_data_error (cd_state, cd_time)",
    ]
}
