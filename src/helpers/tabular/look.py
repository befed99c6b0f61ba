"""The look of a publication table on a page: rules above and below, none between, numbers in line."""

OPTIONS = {
    "table_font_names": ["Helvetica Neue", "Arial", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"],
    "table_font_size": "13px",
    "table_font_color": "#000000",
    "table_border_top_style": "none",
    "table_border_bottom_style": "none",
    "heading_align": "left",
    "heading_title_font_size": "15px",
    "heading_title_font_weight": "bold",
    "heading_subtitle_font_size": "13px",
    "heading_border_bottom_style": "none",
    "column_labels_border_top_width": "1.5px",
    "column_labels_border_top_color": "#000000",
    "column_labels_border_bottom_width": "0.75px",
    "column_labels_border_bottom_color": "#000000",
    "table_body_border_top_style": "none",
    "table_body_border_bottom_width": "1.5px",
    "table_body_border_bottom_color": "#000000",
    "table_body_hlines_style": "none",
    "row_group_font_weight": "bold",
    "row_group_border_top_style": "none",
    "row_group_border_bottom_style": "none",
    "stub_border_style": "none",
    "data_row_padding": "2px",
    "source_notes_font_size": "12px",
    "source_notes_padding": "2px",
}
CSS = """
#{id} .gt_table {{ max-width: 72em; font-variant-numeric: tabular-nums; }}
#{id} .gt_title {{ font-weight: bold; }}
#{id} .gt_row {{ vertical-align: baseline; }}
#{id} .gt_col_heading {{ word-break: keep-all; }}
#{id} .gt_right {{ white-space: nowrap; }}
#{id} th.gt_right {{ white-space: normal; }}
#{id} .gt_group_heading {{ padding-top: 8px; }}
"""
