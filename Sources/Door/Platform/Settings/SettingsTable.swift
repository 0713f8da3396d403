import Cases
import DataCentre
import Exchange
import Kernel
import Licences

/// Every setting of the platform. `yiwang settings` prints this table; nothing else can be set.
package enum SettingsTable {
    private static let seconds = Text("秒", "seconds")
    private static let bytes = Text("字节", "bytes")

    package static let all: [Setting] = [
        Setting(
            "home", \.home,
            Text("存放 catalogue、web、data 的文件夹；留空则自动查找。", "The folder with catalogue, web and data; empty: it is looked for.")),
        Setting(
            "rooms", \.rooms,
            Text("本节点提供哪些功能；没有 work 的节点不投递消息、不运行定时任务。", "What this node serves; without work it delivers no messages and runs no jobs."),
            of: PlatformRoom.allCases.map(\.rawValue)),
        Setting(
            "demo", \.demo,
            Text(
                "演示城市：首次启动时生成密钥、人口和办件，登录页显示演示账号。",
                "The demo city: keys, people and cases are made on the first start, and the sign-in page shows its accounts.")),
        Setting(
            "demoCases", \.demoCases,
            Text("演示城市过去一年大约有多少件办件，首次启动时载入。", "About how many cases the demo city’s past year has, loaded on the first start."),
            unit: Text("件", "cases"), in: 100...20_000),
        Setting(
            "database.url", \.database.url,
            Text("数据库：sqlite:文件路径，或 postgres://用户:密码@主机/库名。", "The database: sqlite:PATH, or postgres://user:password@host/name."),
            isSecret: true),
        Setting(
            "database.schema", \.database.schema, Text("PostgreSQL 的模式名；留空则用服务器的默认值。", "PostgreSQL's schema; empty: the server's default.")),
        Setting(
            "database.connections", \.database.connections,
            Text("本节点与 PostgreSQL 的连接数。", "How many connections to PostgreSQL this node holds."),
            unit: Text("个连接", "connections"), in: 1...200),
        Setting(
            "database.readers", \.database.readers, Text("SQLite 同时读取的线程数。", "How many threads read from SQLite at once."),
            unit: Text("个线程", "threads"),
            in: 1...64),
        Setting("keys.file", \.keys.file, Text("密钥文件；只有运行本程序的用户可以读取。", "The key file; only the user who runs the program may read it.")),
        Setting(
            "keys.suite", \.keys.suite,
            Text(
                "新密钥的算法：international（AES、SHA-256、P-256）或 national（SM4、SM3、SM2）。",
                "The algorithms of new keys: international (AES, SHA-256, P-256) or national (SM4, SM3, SM2)."),
            choices: ["international", "national"]),
        Setting("web.host", \.web.host, Text("监听的地址。", "The address to listen on.")),
        Setting(
            "web.port", \.web.port, Text("监听的端口；0 表示任选一个空闲端口。", "The port to listen on; 0 takes any free one."), unit: nil, in: 0...65535),
        Setting(
            "web.origin", \.web.origin,
            Text(
                "网站对外的地址，如 https://city.example，用于二维码和来源检查。",
                "The site's public address, such as https://city.example; for QR codes and for checking where forms come from.")),
        Setting(
            "web.secureCookies", \.web.secureCookies,
            Text("Cookie 只经 https 发送；正式环境应为 true。", "Send cookies over https only; true in earnest.")),
        Setting(
            "web.trustProxy", \.web.trustProxy,
            Text("相信反向代理给出的访问者地址；只有前面确有自己的代理时才开启。", "Believe the proxy's word for the visitor's address; only behind a proxy of your own.")),
        Setting(
            "web.maxFormBytes", \.web.maxFormBytes, Text("不带文件的一次提交最多多大。", "The most that a form without files may carry."), unit: bytes,
            in: 1_000...10_000_000),
        Setting(
            "web.maxFilesBytes", \.web.maxFilesBytes, Text("带文件的一次提交最多多大。", "The most that a form with files may carry."), unit: bytes,
            in: 10_000...200_000_000),
        Setting(
            "web.maxTextBytes", \.web.maxTextBytes, Text("表单中一项文字最多多长。", "The longest text of one field."), unit: bytes, in: 100...1_000_000
        ),
        Setting(
            "web.idleConnectionSeconds", \.web.idleConnectionSeconds, Text("空闲连接多久后关闭。", "An idle connection is closed after this."),
            unit: seconds, in: 1...3600),
        Setting(
            "web.maxReadyBytes", \.web.maxReadyBytes, Text("公共页面在内存中最多占用多少。", "How much memory public pages that are kept ready may take."),
            unit: bytes, in: 0...4_000_000_000),
        Setting(
            "session.applicantIdleSeconds", \.session.applicantIdleSeconds,
            Text("申请人多久不操作后退出登录。", "An applicant who does nothing is signed out after this."),
            unit: seconds, in: 60...604_800),
        Setting(
            "session.staffIdleSeconds", \.session.staffIdleSeconds,
            Text("工作人员多久不操作后退出登录。", "Staff who do nothing are signed out after this."), unit: seconds,
            in: 60...86_400),
        Setting(
            "session.longestSeconds", \.session.longestSeconds, Text("一次登录最长多久。", "The longest that one sign-in lasts."), unit: seconds,
            in: 300...2_592_000),
        Setting("cases.separatesHands", \.cases.separatesHands, Text("受审分离：受理的人不得决定同一办件。", "Whoever accepted a case may not decide it.")),
        Setting(
            "cases.supplementWorkdays", \.cases.supplementWorkdays,
            Text("申请人补正材料的期限。", "How long an applicant has to hand in what is missing."),
            unit: Text("个工作日", "working days"), in: 1...60),
        Setting(
            "cases.promiseBarMonths", \.cases.promiseBarMonths,
            Text("未履行承诺的，多久内不再适用告知承诺和容缺。", "For how long whoever broke a promise may make no other."),
            unit: Text("个月", "months"), in: 1...60),
        Setting(
            "cases.assistanceWorkdays", \.cases.assistanceWorkdays,
            Text("请其他单位协助核实，最长几天内答复。", "How long another office has at most to answer a request for assistance."),
            unit: Text("个工作日", "working days"), in: 1...30),
        Setting(
            "cases.numberLease", \.cases.numberLease,
            Text(
                "节点一次预留多少个办件编号；停止时没用完的会空缺。", "How many case numbers a node leases at once; what it has not used when it stops leaves a gap."
            ),
            unit: Text("个编号", "numbers"), in: 1...10_000),
        Setting(
            "cases.attachmentBytes", \.cases.attachmentBytes, Text("一个附件最多多大。", "The largest attachment."), unit: bytes,
            in: 10_000...200_000_000),
        Setting(
            "cases.draftDays", \.cases.draftDays, Text("没有提交、也没人动的草稿多久后删除。", "A draft that nobody touches is deleted after this."),
            unit: Text("天", "days"), in: 7...730),
        Setting(
            "cases.strayAttachmentDays", \.cases.strayAttachmentDays,
            Text("没有归属的附件多久后删除。", "An attachment that belongs to nothing is removed after this."),
            unit: Text("天", "days"), in: 1...365),
        Setting(
            "licences.collectionRows", \.licences.collectionRows,
            Text("一次归集最多多少行。", "The most rows of one delivery of licences."), unit: Text("行", "rows"), in: 1...100_000),
        Setting(
            "licences.correctionWorkdays", \.licences.correctionWorkdays,
            Text("发证机关答复异议的期限。", "By when an issuer answers an objection to a licence."), unit: Text("个工作日", "working days"), in: 1...60),
        Setting(
            "licences.copyHours", \.licences.copyHours,
            Text("加注件能用多久。", "How long an annotated copy may be used."), unit: Text("小时", "hours"), in: 1...720),
        Setting(
            "datacentre.sourcesFile", \.datacentre.sourcesFile,
            Text(
                "一个 JSON 文件，写明哪些数据资源由别的系统回答；留空则都在本平台。",
                "A file of JSON that says which data resources other systems answer; empty: all are kept here.")),
        Setting(
            "datacentre.unconditionalWorkdays", \.datacentre.unconditionalWorkdays,
            Text("无条件共享的申请多久答复（政务数据共享条例）。", "How soon a request for what is shared without conditions is answered."),
            unit: Text("个工作日", "working days"), in: 1...1),
        Setting(
            "datacentre.conditionalWorkdays", \.datacentre.conditionalWorkdays,
            Text("有条件共享的申请多久答复（政务数据共享条例）。", "How soon a request for what is shared under conditions is answered."),
            unit: Text("个工作日", "working days"), in: 1...10),
        Setting(
            "datacentre.postponedWorkdays", \.datacentre.postponedWorkdays,
            Text("遇特殊情况经批准，答复最多延长多久（政务数据共享条例）。", "By how much more an answer may be put off in a special case, once approved."),
            unit: Text("个工作日", "working days"), in: 1...10),
        Setting(
            "datacentre.deliveryWorkdays", \.datacentre.deliveryWorkdays,
            Text("同意共享后多久提供数据（政务数据共享条例）。", "How soon after the answer the data that were granted are provided."),
            unit: Text("个工作日", "working days"), in: 1...20),
        Setting(
            "datacentre.catalogueWorkdays", \.datacentre.catalogueWorkdays,
            Text("数据资源有变动，目录多久更新（政务数据共享条例）。", "How soon a change of a data resource is in the catalogue."),
            unit: Text("个工作日", "working days"), in: 1...10),
        Setting(
            "datacentre.lapseNoticeDays", \.datacentre.lapseNoticeDays,
            Text("授权到期前多少天提醒使用部门。", "How many days before a grant ends the department that uses it is told."),
            unit: Text("天", "days"), in: 1...90),
        Setting(
            "datacentre.correctionWorkdays", \.datacentre.correctionWorkdays,
            Text("对数据提出的异议多久核查答复（数据校核）。", "How soon an objection to data is checked and answered."),
            unit: Text("个工作日", "working days"), in: 1...10),
        Setting(
            "datacentre.bulkLooks", \.datacentre.bulkLooks,
            Text("一个工作人员一小时内查看多少次以上算异常。", "More looks by one member of staff within an hour raise an alarm."),
            unit: Text("次", "looks"), in: 1...100_000),
        Setting(
            "datacentre.nightLooks", \.datacentre.nightLooks,
            Text(
                "晚九点到早六点之间，以及非工作日全天，一小时内多少次以上算异常。",
                "The same between nine in the evening and six in the morning, and all day on days that are no working days."),
            unit: Text("次", "looks"), in: 0...100_000),
        Setting(
            "datacentre.systemLooks", \.datacentre.systemLooks,
            Text("一个部门系统一小时内查询多少次以上算异常。", "More looks by one of a department’s systems within an hour raise an alarm."),
            unit: Text("次", "looks"), in: 1...10_000_000),
        Setting(
            "datacentre.dropDays", \.datacentre.dropDays,
            Text(
                "报送的文件读取后最多留几天；数据等级要求更短的，按等级。",
                "How long a delivered file is kept after it was read; shorter where the grade of its data wants it."),
            unit: Text("天", "days"), in: 0...31),
        Setting(
            "datacentre.circuitFailures", \.datacentre.circuitFailures,
            Text("数据来源连续失败多少次后暂停查询。", "After so many failures in a row a source is left alone for a while."),
            unit: Text("次", "failures"), in: 1...100),
        Setting(
            "datacentre.circuitSeconds", \.datacentre.circuitSeconds,
            Text("暂停查询多久后再试一次。", "How long it is left alone before one question tries it again."), unit: seconds, in: 1...3600),
        Setting(
            "exchange.hosts", \.exchange.hosts,
            Text(
                "可以向哪些主机发送办件消息，写主机或主机:端口，用逗号隔开；留空则都不发。",
                "The hosts that messages about cases may be sent to, each host or host:port, with commas between; empty: to none.")),
        Setting(
            "exchange.gateway", \.exchange.gateway,
            Text(
                "通往部门网络的网关，如 http://127.0.0.1:9443，由它对外用 TLS；留空则直接发送。",
                "The gateway to departments' networks, such as http://127.0.0.1:9443, which speaks TLS; empty: messages go straight.")),
        Setting(
            "exchange.authorities", \.exchange.authorities,
            Text(
                "直接以 https 发送时只信任的证书机构（PEM 文件）；留空则用系统信任的。",
                "The authorities (a PEM file) that alone are believed when messages go straight by https; empty: the system's.")),
        Setting(
            "exchange.database", \.exchange.database,
            Text(
                "交换库表放在哪里：sqlite:文件夹，每个系统一个文件；或 postgres://…，每个系统一个模式。留空则没有。",
                "Where the exchange tables are: sqlite:FOLDER with a file for each system, or postgres://… with a schema for each; empty: nowhere."
            ), isSecret: true),
        Setting(
            "exchange.dataSource", \.exchange.dataSource, Text("交换库表中的数据来源，三位数字。", "The data source in the exchange tables, three digits.")),
        Setting(
            "exchange.milliseconds", \.exchange.milliseconds,
            Text("部门系统最多多久答复一条消息。", "How long a department's system may take to answer a message."),
            unit: Text("毫秒", "milliseconds"), in: 100...60_000),
        Setting(
            "exchange.keepDays", \.exchange.keepDays,
            Text("交换记录和库表中的行保留多久。", "How long records of the exchange and rows in its tables are kept."),
            unit: Text("天", "days"), in: 7...3650),
        Setting(
            "outbox.pollSeconds", \.outboxPollSeconds,
            Text("通知丢失时，消息最多等待多久。", "How long a message may wait when its notification was lost."), unit: seconds,
            in: 1...300),
        Setting(
            "shutdown.seconds", \.shutdownSeconds, Text("停止时最多等待进行中的请求多久。", "How long stopping waits for requests under way."),
            unit: seconds, in: 1...600),
        Setting(
            "log.level", \.logLevel, Text("日志的详细程度。", "How much is logged."),
            choices: ["trace", "debug", "info", "notice", "warning", "error", "critical"]),
    ]

    /// By name.
    package static func setting(_ name: String) -> Setting? { all.first { $0.name == name } }
}
